/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.PracticeIdentities;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.bench.load.Target;
import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.practice.PracticeKey;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tokens go into the requests: those of an issuer that is played meanwhile, or given ones. */
final class PracticeOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--issuer-port",
            paramLabel = "N",
            defaultValue = "7655",
            description = "port of the issuer that is played (${DEFAULT-VALUE})")
    private int issuerPort;

    @Option(
            names = "--issuer-key",
            paramLabel = "FILE",
            description = "the issuer's key; made if there is none (a new one for each run)")
    private @Nullable Path issuerKey;

    @Option(names = "--tokens", paramLabel = "FILE", description = "tokens to use instead, one a line")
    private @Nullable Path tokens;

    /** What needs the tokens. */
    @FunctionalInterface
    interface Measurement<R> {
        R with(Identities identities) throws IOException, InterruptedException;
    }

    void expectSensible() {
        CommandFailedException.expect(
                issuerPort >= 0 && issuerPort <= HIGHEST_PORT, "--issuer-port must be from 0 to " + HIGHEST_PORT);
    }

    /** The configuration of a server that trusts the issuer. */
    String trust() {
        return PracticeIssuer.trust(issuerPort);
    }

    /** @param targets that must be able to reach the issuer */
    <R> R measured(List<Target> targets, List<RequestKind> mix, Measurement<R> measurement)
            throws IOException, InterruptedException {
        return tokens == null ? withIssuer(targets, mix, measurement) : measurement.with(GivenIdentities.read(tokens));
    }

    private <R> R withIssuer(List<Target> targets, List<RequestKind> mix, Measurement<R> measurement)
            throws IOException, InterruptedException {
        if (!targets.stream().allMatch(Target::isThisMachine)) {
            throw new CommandFailedException(
                    "a server on another machine cannot reach the issuer on this one: bring tokens along with --tokens",
                    ExitCode.USAGE);
        }
        try (var issuer = PracticeIssuer.start(issuerPort, issuerKey(), InstantSource.system())) {
            return measurement.with(new PracticeIdentities(issuer, mix));
        } catch (BindException e) {
            throw new CommandFailedException(
                    "port %d for the issuer is taken: give another with --issuer-port".formatted(issuerPort));
        } catch (LoadBench.NotServedException e) {
            throw new CommandFailedException("""
                    %s
                    The server must trust the issuer at http://127.0.0.1:%d: start it with the configuration that
                      bulla bench load --print-trust --issuer-port %d
                    prints, as its --config-path.""".formatted(e.getMessage(), issuerPort, issuerPort));
        }
    }

    private PracticeKey issuerKey() throws IOException {
        try {
            return issuerKey == null ? PracticeKey.fresh() : PracticeKey.keptIn(issuerKey);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
