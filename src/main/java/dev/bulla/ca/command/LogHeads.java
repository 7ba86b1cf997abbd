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
import java.time.Duration;
import java.util.Optional;

/** The latest heads of one of our logs, each under a signature of that log which holds. */
final class LogHeads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LogClient.Identity identity;

    LogHeads(MadeLog log) {
        identity =
                new LogClient.Identity(LogKey.of(log.keyInfo(), Crypto.fastest().provider()), log.origin());
    }

    /**
     * That of a checkpoint.
     *
     * @param place where it was found
     */
    SignedHead ofCheckpoint(byte[] checkpoint, String place) {
        try {
            return SignedHead.ofCheckpoint(checkpoint, identity.origin(), identity.key());
        } catch (InvalidInputException | UnprovenException e) {
            throw new CommandFailedException(place + ": " + e.getMessage());
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
