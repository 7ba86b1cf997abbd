/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The tail, in blocks of a tile's width. Snapshots share the blocks: a slot is written once, before the snapshot that shows
 * it is published, and never again.
 */
final class Blocks implements Tail {
    private final long start;
    private final Block[] blocks;

    private static final class Block {
        private final Hash[] leaves = new Hash[Tile.WIDTH];
        private final Bytes[] entries = new Bytes[Tile.WIDTH];
    }

    private Blocks(long start, Block[] blocks) {
        this.start = start;
        this.blocks = blocks;
    }

    /** A tail without entries, of a log whose earlier ones are in full tiles. */
    static Blocks startingAt(long start) {
        if (start % Tile.WIDTH != 0) {
            throw new IllegalArgumentException("a tail starts where a tile does, not at " + start);
        }
        return new Blocks(start, new Block[0]);
    }

    /** The tail with these entries from this index on. Shares what was there before. */
    Blocks with(long index, List<Bytes> entries, List<Hash> leaves) {
        var needed = (int) ((index + entries.size() - start + Tile.WIDTH - 1) / Tile.WIDTH);
        var grown = needed == blocks.length ? this : grown(needed);
        for (var i = 0; i < entries.size(); i++) {
            var block = grown.block(index + i);
            var slot = (int) ((index + i) % Tile.WIDTH);
            block.entries[slot] = entries.get(i);
            block.leaves[slot] = leaves.get(i);
        }
        return grown;
    }

    private Blocks grown(int needed) {
        var more = Arrays.copyOf(blocks, needed);
        for (var i = blocks.length; i < needed; i++) {
            more[i] = new Block();
        }
        return new Blocks(start, more);
    }

    /** The tail without what is in full tiles below this size. */
    Blocks from(long size) {
        var dropped = (int) Math.min(blocks.length, (size - start) / Tile.WIDTH);
        return dropped <= 0
                ? this
                : new Blocks(start + (long) dropped * Tile.WIDTH, Arrays.copyOfRange(blocks, dropped, blocks.length));
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public Hash leaf(long index) {
        return Objects.requireNonNull(block(index).leaves[(int) (index % Tile.WIDTH)]);
    }

    @Override
    public Bytes entry(long index) {
        return Objects.requireNonNull(block(index).entries[(int) (index % Tile.WIDTH)]);
    }

    private Block block(long index) {
        return blocks[Math.toIntExact((index - start) / Tile.WIDTH)];
    }
}
