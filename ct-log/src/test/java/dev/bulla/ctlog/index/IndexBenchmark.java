/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Prints what a look-up costs in indexes of 10^4 entries and more: {@code IndexBenchmark FOLDER [LARGEST]}. */
final class IndexBenchmark {
    private static final int LOOKUPS = 200_000;

    private IndexBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var largest = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        var entries = new SyntheticEntries(1);
        var index = LogIndex.open(folder, 0, entries);
        for (var size = 10_000L; size <= largest; size *= 10) {
            grow(index, size, entries);
            measure(index, entries);
            var nanos = measure(index, entries);
            System.out.printf(
                    "%,d entries: %.1f bytes of files and %,d bytes of heap each, %,d ns a look-up%n",
                    size, bytes(folder) / (double) size, heap() / size, nanos);
        }
        var before = System.nanoTime();
        LogIndex.open(folder, index.size(), entries);
        System.out.printf("opened again in %,d ms%n", (System.nanoTime() - before) / 1_000_000);
    }

    private static void grow(LogIndex index, long size, SyntheticEntries entries) throws IOException {
        while (index.size() < size) {
            index.add(entries.entry(index.size()));
            if (index.size() % Span.BLOCK == 0) {
                index.settle();
            }
        }
    }

    /** Half of what is asked for is there. */
    private static long measure(LogIndex index, SyntheticEntries entries) {
        var random = new SplittableRandom(2);
        var wanted = random.longs(LOOKUPS, 0, 2 * index.size())
                .mapToObj(it -> entries.entry(it).leaf())
                .toList();
        var before = System.nanoTime();
        var found = 0;
        for (var leaf : wanted) {
            found += index.byLeaf(leaf).length;
        }
        var nanos = System.nanoTime() - before;
        if (Math.abs(found - LOOKUPS / 2) > LOOKUPS / 50) {
            throw new IllegalStateException("found " + found);
        }
        return nanos / LOOKUPS;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
