/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CheckReport;
import dev.bulla.ctlog.LogCheck;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code bulla log fsck PATH|URL|STORE}. */
@Command(
        name = "fsck",
        description =
                "Checks a transparency log: its checkpoint, every entry, every tile, every issuer, every index file.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "It changes nothing and may run while the log is open. Any static-ct log will do, not only ours. Of a data folder all"
                    + " shards are checked.",
            "A key that comes from the log's own folder shows that the log is sound, not whose it is: give --key for that.",
            "",
            "A change in the signature of a precertificate itself is found with --signatures only: the tree does not hold it.",
            "",
            "Exit codes: 0 the log is clean, 1 it is damaged, 2 it could not be checked.",
            "",
            "Example:",
            "  bulla log fsck bulla-data",
            "  bulla log fsck bulla-data/log/2026 --signatures --since kept-checkpoint",
            "  bulla log fsck https://log.example/2026 --key log-key.pem --json",
            "  bulla log fsck s3://ct-logs --log-s3-region eu-central-1"
        })
final class LogFsckCommand implements Callable<Integer> {
    private static final int CANNOT_CHECK = 2;
    private static final int LARGEST_CHECKPOINT = 64 * 1024;
    private static final int WEB_THREADS = 8;
    private static final int LEAST_THREADS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PATH|URL|s3://BUCKET/PREFIX",
            description =
                    "folder of a log, data folder of a server, address of a log, or place of logs in an object store")
    private String place = "";

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the log's public key as PEM; a folder may name its own in log.json or log.v3.json")
    private @Nullable Path keyFile;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description =
                    "checkpoint kept from an earlier check: the log must continue it, and what it covers is not read again")
    private @Nullable Path sinceFile;

    @Option(names = "--signatures", description = "verify the signature of every certificate, too; takes much longer")
    private boolean signatures;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "stop after so many damaged files (${DEFAULT-VALUE})",
            defaultValue = "100")
    private int most;

    @Option(names = "--json", description = "print one JSON object, a line for each shard")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (most < 1) {
            throw cannotCheck("--most: must be 1 or more, was " + most);
        }
        var crypto = Crypto.fastest();
        var address = address();
        if (address.isPresent()) {
            return exit(check(place, options -> new LogCheck(crypto.provider(), options).check(address.get()), crypto));
        }
        var stored = stored();
        return exit(stored.isPresent() ? check(stored.get(), crypto) : check(LogFolders.in(Path.of(place)), crypto));
    }

    private Optional<StoreLogs> stored() {
        try {
            return store.at(place).map(StoreLogs::in);
        } catch (CommandFailedException | InvalidSettingsException e) {
            throw cannotCheck(String.valueOf(e.getMessage()));
        }
    }

    private boolean check(List<Path> folders, Crypto crypto) throws InterruptedException {
        requireOne(folders.size());
        var isClean = true;
        for (var folder : folders) {
            var shown = folders.size() > 1 ? folder.toString() : place;
            isClean &= check(shown, options -> new LogCheck(crypto.provider(), options).check(folder), crypto);
        }
        return isClean;
    }

    private boolean check(StoreLogs logs, Crypto crypto) throws InterruptedException {
        requireOne(logs.names().size());
        var isClean = true;
        for (var name : logs.names()) {
            isClean &= check(
                    logs.place(name),
                    options -> new LogCheck(crypto.provider(), options).check(logs.store(), name),
                    crypto);
        }
        return isClean;
    }

    private void requireOne(int logs) {
        if (logs > 1 && (keyFile != null || sinceFile != null)) {
            throw cannotCheck("%s has several logs, and --key and --since are about one: name it".formatted(place));
        }
    }

    /** One log that is checked. */
    private interface Checked {
        CheckReport check(LogCheck.Options options) throws CheckFailedException, InterruptedException;
    }

    private boolean check(String shown, Checked log, Crypto crypto) throws InterruptedException {
        var started = System.nanoTime();
        var report = report(log, crypto);
        print(new FsckReport(shown, report, Duration.ofNanos(System.nanoTime() - started)));
        return report.isClean();
    }

    private CheckReport report(Checked log, Crypto crypto) throws InterruptedException {
        try (var progress = ProgressBar.on(spec.commandLine().getErr())) {
            var threads = isElsewhere() ? WEB_THREADS : localThreads();
            return log.check(options(crypto, threads, progress));
        } catch (CheckFailedException e) {
            throw cannotCheck(String.valueOf(e.getMessage()));
        }
    }

    private static int exit(boolean isClean) {
        return isClean ? ExitCode.OK : ExitCode.FAILED;
    }

    private LogCheck.Options options(Crypto crypto, int threads, ProgressBar progress) {
        return new LogCheck.Options(key(crypto), since(), signatures, threads, most, progress);
    }

    private boolean isElsewhere() {
        return address().isPresent() || place.startsWith(StoreOptions.STORE);
    }

    private static int localThreads() {
        return Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private Optional<URI> address() {
        try {
            var address = LogAddress.in(place);
            if (address.isPresent() && keyFile == null) {
                throw cannotCheck("an address cannot say which key is the log's own: give it with --key");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw cannotCheck(String.valueOf(e.getMessage()));
        }
    }

    private Optional<LogKey> key(Crypto crypto) {
        try {
            return Optional.ofNullable(keyFile).map(file -> LogKeyFile.read("--key", file, crypto));
        } catch (IllegalArgumentException e) {
            throw cannotCheck(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> since() {
        if (sinceFile == null) {
            return Optional.empty();
        }
        try (var content = Files.newInputStream(sinceFile)) {
            return Optional.of(new String(content.readNBytes(LARGEST_CHECKPOINT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cannotCheck("--since: " + sinceFile + " cannot be read: " + e);
        }
    }

    private void print(FsckReport report) {
        var out = spec.commandLine().getOut();
        out.print(json ? report.json() : report.text());
        out.flush();
    }

    private static CommandFailedException cannotCheck(String why) {
        return new CommandFailedException(why, CANNOT_CHECK);
    }
}
