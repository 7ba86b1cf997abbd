/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.KeyType;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.Pace;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.bench.load.ServerProcesses;
import dev.bulla.ca.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What load is put on which server. Everything is bounded: a slip of the finger must not fill a disk or a day. */
final class LoadOptions {
    private static final int LONGEST = 3600;
    private static final int FASTEST = 100_000;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final int UNLESS_TOLD = 20_000;

    @Option(names = "--url", paramLabel = "URL", description = "where the certificate authority answers HTTP")
    private @Nullable URI url;

    @Option(names = "--rate", paramLabel = "N", description = "so many requests a second, whatever becomes of them")
    private @Nullable Integer rate;

    @Option(names = "--max", description = "as many as the server takes, one after the other on each connection")
    private boolean max;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long to measure (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "load before that, which does not count (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "connections that are kept open (${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--mix",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "github",
            description = "requests in turn: email (a person), github (a build), csr (a build with a signing request);"
                    + " name one twice to have it twice as often (${DEFAULT-VALUE})")
    private List<String> mix = List.of();

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "p256",
            description = "of the keys in requests: p256, p384, ed25519 (${DEFAULT-VALUE})")
    private String keyType = "";

    @Option(
            names = "--requests",
            paramLabel = "N",
            description =
                    "how many different ones to make beforehand; used up, they are sent again (with --rate as many"
                            + " as are sent, with --max 20000)")
    private @Nullable Integer requests;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long an answer may take (${DEFAULT-VALUE})")
    private int timeout;

    @Option(
            names = "--verify-every",
            paramLabel = "N",
            defaultValue = "100",
            description = "verify one in N answers in every respect, 2000 at most; 0 for none (${DEFAULT-VALUE})")
    private int verifyEvery;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "process of this machine whose CPU and memory to measure; of several the sum")
    private List<Long> pids = List.of();

    @Option(names = "--allow-remote", description = "yes, the server is on another machine and may be put under load")
    private boolean allowRemote;

    URI url() {
        return Optional.ofNullable(url).orElseThrow(() -> wrong("--url is missing: say where the authority answers"));
    }

    /** Refuses what makes no sense, and load on other machines that was not meant. */
    LoadPlan plan() throws UnknownHostException {
        expect(seconds >= 1 && seconds <= LONGEST, "--time must be from 1 to " + LONGEST);
        expect(warmUp >= 0 && warmUp <= LONGEST, "--warm-up must be from 0 to " + LONGEST);
        expect(timeout >= 1 && timeout <= LONGEST, "--timeout must be from 1 to " + LONGEST);
        expect(
                connections >= 1 && connections <= MOST_CONNECTIONS,
                "--connections must be from 1 to " + MOST_CONNECTIONS);
        expect(verifyEvery >= 0, "--verify-every must not be negative");
        var timing = new LoadPlan.Timing(
                Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), Duration.ofSeconds(timeout));
        return new LoadPlan(target("--url", url()), pace(), timing, connections, verifyEvery);
    }

    private Pace pace() {
        expect(max == (rate == null), "give either --rate or --max");
        if (rate == null) {
            return Pace.Most.MOST;
        }
        expect(rate >= 1 && rate <= FASTEST, "--rate must be from 1 to " + FASTEST);
        return new Pace.Rate(rate);
    }

    /** The server that an option names, if load may be put on it. */
    Target target(String option, URI url) throws UnknownHostException {
        try {
            var target = Target.of(url);
            if (!target.isThisMachine() && !allowRemote) {
                throw wrong(
                        target.address() + " is not this machine: add --allow-remote if load on it is what you want");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    /** How many requests to make for it. */
    int requests(LoadPlan plan) {
        expect(
                requests == null || (requests >= 1 && requests <= MOST_REQUESTS),
                "--requests must be from 1 to " + MOST_REQUESTS);
        if (requests != null) {
            return requests;
        }
        return switch (plan.pace()) {
            case Pace.Rate(var perSecond) ->
                (int) Math.min(MOST_REQUESTS, perSecond * plan.timing().whole().toSeconds());
            case Pace.Most _ -> UNLESS_TOLD;
        };
    }

    List<RequestKind> mix() {
        try {
            expect(!mix.isEmpty(), "--mix must not be empty");
            return mix.stream().map(RequestKind::named).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--mix: " + e.getMessage());
        }
    }

    KeyType keyType() {
        try {
            return KeyType.valueOf(keyType.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("--key-type must be p256, p384 or ed25519");
        }
    }

    Optional<ServerProcesses> server() {
        return processes("--pid", pids);
    }

    /** The processes that an option names, if it names any. */
    static Optional<ServerProcesses> processes(String option, List<Long> numbers) {
        try {
            return numbers.isEmpty() ? Optional.empty() : Optional.of(ServerProcesses.numbered(numbers));
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    static void awaitServer(Target target, URI url, Duration patience) {
        try {
            target.await(patience);
        } catch (IOException e) {
            throw new CommandFailedException("nobody answers at " + url + "; is the server running there?");
        }
    }

    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private static CommandFailedException wrong(String message) {
        return new CommandFailedException(message, ExitCode.USAGE);
    }
}
