/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A folder that is deleted with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {

    /** @param within the system's folder for such, if none is given */
    static ScratchFolder in(@Nullable Path within) throws IOException {
        var parent = within == null ? Path.of(System.getProperty("java.io.tmpdir")) : within;
        return new ScratchFolder(Files.createTempDirectory(parent, "bulla-bench-"));
    }

    @Override
    public void close() throws IOException {
        try (var found = Files.walk(path)) {
            for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
