/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * The youngest entries, in the order in which they came and fewer than make a run. One thread adds; others may search at the
 * same time and find what was added before.
 */
final class Block {
    private final Span span;
    private final long[] leaves = new long[Span.BLOCK];
    private final long[] identities = new long[Span.BLOCK];
    private Hash lastLeaf = new Hash(0, 0, 0, 0);
    private volatile int count;

    Block(Span span) {
        this.span = span;
    }

    Span span() {
        return span;
    }

    long end() {
        return span.start() + count;
    }

    boolean isFull() {
        return count == Span.BLOCK;
    }

    void add(IndexedEntry entry) {
        if (entry.index() != end()) {
            throw new IllegalArgumentException("entry %d comes after %d".formatted(entry.index(), end() - 1));
        }
        var place = count;
        leaves[place] = entry.leaf().first();
        identities[place] = entry.identity().first();
        lastLeaf = entry.leaf();
        count = place + 1;
    }

    void findLeaf(long key, LongConsumer found) {
        find(leaves, key, found);
    }

    void findIdentity(long key, LongConsumer found) {
        find(identities, key, found);
    }

    private void find(long[] keys, long key, LongConsumer found) {
        var filled = count;
        for (var i = 0; i < filled; i++) {
            if (keys[i] == key) {
                found.accept(span.start() + i);
            }
        }
    }

    /** The run that a full block makes, in memory. */
    Run sorted() {
        var tables = ByteBuffer.allocate((int) Run.size(span));
        put(leaves, tables);
        put(identities, tables);
        var checksum =
                DerivedFolder.checksum(MemorySegment.ofBuffer(tables.duplicate().flip()));
        tables.put(Run.footer(span, lastLeaf, checksum));
        return Run.read(span, MemorySegment.ofArray(tables.array())).orElseThrow();
    }

    private void put(long[] keys, ByteBuffer table) {
        Comparator<Integer> byKey = (one, other) -> Long.compareUnsigned(keys[one], keys[other]);
        IntStream.range(0, keys.length).boxed().sorted(byKey).forEach(place -> {
            var index = span.start() + place;
            table.putLong(keys[place]).put((byte) (index >>> Integer.SIZE)).putInt((int) index);
        });
    }
}
