/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A scratch folder that is deleted even when somebody interrupts the process, and those that write to it end meanwhile. */
record LastingScratch(ScratchFolder folder, Thread end) implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 50;

    static LastingScratch in(@Nullable Path within) throws IOException {
        var folder = ScratchFolder.in(within);
        var end = new Thread(() -> deleteInSpiteOfWriters(folder), "end-of-folder");
        Runtime.getRuntime().addShutdownHook(end);
        return new LastingScratch(folder, end);
    }

    Path path() {
        return folder.path();
    }

    private static void deleteInSpiteOfWriters(ScratchFolder folder) {
        for (var tries = 0; tries < TRIES && Files.exists(folder.path()); tries++) {
            try {
                folder.close();
            } catch (IOException | UncheckedIOException e) {
                // Somebody wrote to it just now.
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // The process ends, and finds nothing to delete.
        }
    }
}
