/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.Reach;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.watch.Channel;
import dev.bulla.ca.watch.JsonLines;
import dev.bulla.ca.watch.JsonObjects;
import dev.bulla.ca.watch.LineFile;
import dev.bulla.ca.watch.LogPages;
import dev.bulla.ca.watch.Webhook;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.LogWatch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulla log watch URL}. */
@Command(
        name = "watch",
        description =
                "Follows any transparency log: verifies every head and every entry, reports certificates of watched"
                        + " identities, and shouts when the log forks or falls silent.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The log may be a static-ct log or one with the API of RFC 6962: what it answers decides. The key must be known",
            "from somewhere else than the log. Without identities to watch the log is verified all the same.",
            "",
            "Everything is told at least once, in the order of the log; each event has an id. See deploy/README.md.",
            "",
            "Exit codes: 0 all was verified and told, 1 it could not be (with --once), 2 wrong command line,",
            "3 the log forked, lies or has fallen silent (with --once; else it is shouted again and again).",
            "",
            "Example:",
            "  bulla log watch https://log.example/2026 --key log-key.pem --repository acme/app",
            "  bulla log watch https://log.example/2026 --key log-key.pem --identities watched.yaml --once --json",
            "  bulla log watch https://log.example/2026 --key log-key.pem --issuer 'https://ci.example*' \\",
            "      --webhook https://alerts.example/log --webhook-token token-file"
        })
final class LogWatchCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration BEFORE_ALARM = Duration.ofSeconds(2);
    private static final int MOST_THREADS = 64;
    private static final int LONGEST_INTERVAL = 86_400;
    private static final long LONGEST_SILENCE = Duration.ofDays(3650).toSeconds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "URL", description = "address under which the log can be read")
    private URI log = URI.create("");

    @Mixin
    private PinnedLogKey pinned = new PinnedLogKey();

    @Mixin
    private WatchedOptions watched = new WatchedOptions();

    @Mixin
    private WatchReceivers receivers = new WatchReceivers();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "bulla-watch",
            description = "folder for the place, for what waits to be sent and for evidence; one for each log"
                    + " (${DEFAULT-VALUE})")
    private Path state = Path.of("");

    @Option(names = "--api", paramLabel = "KIND", description = "read it as static or as rfc6962 (what it answers)")
    private @Nullable String api;

    @Option(
            names = "--from-now",
            description = "begin behind the last entry that the log has now, if it was never watched before")
    private boolean fromNow;

    @Option(names = "--once", description = "look once and end: for cron")
    private boolean once;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "from one look to the next (${DEFAULT-VALUE})")
    private int interval;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "86400",
            description =
                    "shout when the newest head is older (${DEFAULT-VALUE}); 0 for a log that takes nothing in any more")
    private long silence;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "how many questions are asked at once (${DEFAULT-VALUE})")
    private int threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandFailedException.expect(
                interval >= 1 && interval <= LONGEST_INTERVAL, "--interval must be from 1 to " + LONGEST_INTERVAL);
        CommandFailedException.expect(
                silence >= 0 && silence <= LONGEST_SILENCE, "--silence must be from 0 to " + LONGEST_SILENCE);
        CommandFailedException.expect(
                threads >= 1 && threads <= MOST_THREADS, "--threads must be from 1 to " + MOST_THREADS);
        var crypto = Crypto.fastest();
        try (var way = way()) {
            var pages = new LogPages(way, HttpAddress.checked("URL", log), ANSWER, Thread::sleep);
            var key = pinned.key(pages, crypto);
            try (var watch = open(key, pages, crypto)) {
                return run(watch, audience(key, receivers.webhook(way, state)));
            }
        } catch (LogStartException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private int run(LogWatch watch, WatchLoop.Audience audience) throws IOException, InterruptedException {
        var patience = Duration.ofSeconds(silence == 0 ? LONGEST_SILENCE : silence);
        var rhythm =
                new WatchLoop.Rhythm(Duration.ofSeconds(interval), patience, Thread::sleep, InstantSource.system());
        var loop = new WatchLoop(watch, audience, rhythm);
        if (once) {
            return loop.once();
        }
        loop.forever();
        return ExitCode.OK;
    }

    private LogWatch open(LogKey key, LogPages pages, Crypto crypto) throws LogStartException, IOException {
        var target = new LogWatch.Target(
                key, pages, JsonObjects::parse, Optional.ofNullable(api).map(LogWatchCommand::api));
        var wishes = new LogWatch.Wishes(
                watched.all(), fromNow, threads, looks -> Thread.sleep(BEFORE_ALARM.multipliedBy(looks)));
        return LogWatch.open(target, state, wishes, crypto.provider());
    }

    private static LogWatch.Api api(String name) {
        return switch (name) {
            case "static" -> LogWatch.Api.STATIC;
            case "rfc6962" -> LogWatch.Api.RFC6962;
            default -> throw new CommandFailedException("--api must be static or rfc6962", ExitCode.USAGE);
        };
    }

    private WatchLoop.Audience audience(LogKey key, Optional<Webhook> webhook) {
        var id = key.id().toString();
        var out = spec.commandLine().getOut();
        var channels = new ArrayList<Channel>();
        channels.add(receivers.json() ? new JsonLines(id, this::print) : new WatchText(out));
        receivers.output().ifPresent(file -> channels.add(new JsonLines(id, new LineFile(file))));
        webhook.ifPresent(hook -> channels.add(new JsonLines(id, hook)));
        return new WatchLoop.Audience(channels, webhook, spec.commandLine().getErr());
    }

    private void print(List<String> lines) {
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        WatchText.expectTold(out);
    }

    private static Way way() {
        try {
            var environment = System.getenv();
            return Way.of(TlsRoots.system(environment), Proxies.ofEnvironment(environment), Reach.ANYWHERE, CONNECT);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), ExitCode.USAGE);
        }
    }
}
