/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was made beforehand, in a file that is mapped: as much as a run needs does not fit onto the heap. For many threads. */
public final class Prepared implements AutoCloseable {
    private final Path file;
    private final Arena arena;
    private final MemorySegment slots;
    private final int slot;
    private final int count;

    private Prepared(Path file, Arena arena, MemorySegment slots, int slot, int count) {
        this.file = file;
        this.arena = arena;
        this.slots = slots;
        this.slot = slot;
        this.count = count;
    }

    /** Makes the one with this number. */
    @FunctionalInterface
    public interface Recipe {
        byte[] make(int number);
    }

    /**
     * Makes so many, on all cores.
     *
     * @param largest no one has more bytes
     */
    public static Prepared make(Path folder, int count, int largest, Recipe recipe)
            throws IOException, InterruptedException {
        var made = empty(folder, count, Integer.BYTES + largest);
        var cores = Runtime.getRuntime().availableProcessors();
        var failure = Crew.run(cores, worker -> {
            for (var i = worker; i < count; i += cores) {
                made.put(i, recipe.make(i));
            }
        });
        if (failure.isPresent()) {
            made.close();
            throw failure.get();
        }
        return made;
    }

    private static Prepared empty(Path folder, int count, int slot) throws IOException {
        var file = Files.createTempFile(folder, "prepared", ".bin");
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var slots = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) count * slot, arena);
            return new Prepared(file, arena, slots, slot, count);
        }
    }

    public int count() {
        return count;
    }

    /** A copy of the one with this number. */
    public byte[] get(int number) {
        var at = (long) number * slot;
        var content = new byte[slots.get(ValueLayout.JAVA_INT_UNALIGNED, at)];
        MemorySegment.copy(slots, ValueLayout.JAVA_BYTE, at + Integer.BYTES, content, 0, content.length);
        return content;
    }

    private void put(int number, byte[] content) {
        if (content.length > slot - Integer.BYTES) {
            throw new IllegalArgumentException("number %d has %d bytes".formatted(number, content.length));
        }
        var at = (long) number * slot;
        slots.set(ValueLayout.JAVA_INT_UNALIGNED, at, content.length);
        MemorySegment.copy(content, 0, slots, ValueLayout.JAVA_BYTE, at + Integer.BYTES, content.length);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        Files.deleteIfExists(file);
    }
}
