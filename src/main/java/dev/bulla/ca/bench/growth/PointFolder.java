/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one measurement, made for it and deleted after it. */
record PointFolder(Path path) {

    @FunctionalInterface
    interface Work<R> {
        R in(Path folder) throws IOException, InterruptedException;
    }

    <R> R with(Work<R> work) throws IOException, InterruptedException {
        Files.createDirectory(path);
        try {
            return work.in(path);
        } finally {
            delete();
        }
    }

    private void delete() throws IOException {
        try (var found = Files.walk(path)) {
            for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
