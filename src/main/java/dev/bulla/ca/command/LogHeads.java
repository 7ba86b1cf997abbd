/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.SignedHead;
import dev.bulla.ctlog.UnprovenException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The latest heads of one of our logs, each under a signature of that log which holds. */
final class LogHeads {
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LogClient.Identity identity;

    LogHeads(MadeLog log) {
        identity =
                new LogClient.Identity(LogKey.of(log.keyInfo(), Crypto.fastest().provider()), log.origin());
    }

    Optional<SignedHead> ofFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(SignedHead.ofCheckpoint(in.readNBytes(LARGEST), identity.origin(), identity.key()));
        } catch (InvalidInputException | UnprovenException e) {
            throw new CommandFailedException(file + ": " + e.getMessage());
        }
    }

    /** Empty if nobody answers there, or says that there is nothing. */
    Optional<SignedHead> ofServer(String log) {
        try {
            return Optional.of(new LogClient(URI.create(log), identity, PATIENCE).head());
        } catch (InvalidInputException | UnprovenException e) {
            throw new CommandFailedException(log + "/checkpoint: " + e.getMessage());
        } catch (IOException | CommandFailedException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
