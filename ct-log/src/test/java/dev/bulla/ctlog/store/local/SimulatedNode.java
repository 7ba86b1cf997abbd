/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A file or a folder of the simulated disk, whatever its name. */
final class SimulatedNode {
    private final boolean isFolder;
    private final List<Write> pending = new ArrayList<>();
    private byte[] content = new byte[0];
    private byte[] durable = new byte[0];

    private SimulatedNode(boolean isFolder) {
        this.isFolder = isFolder;
    }

    static SimulatedNode folder() {
        return new SimulatedNode(true);
    }

    static SimulatedNode file() {
        return new SimulatedNode(false);
    }

    boolean isFolder() {
        return isFolder;
    }

    int size() {
        return content.length;
    }

    byte[] content() {
        return content.clone();
    }

    void write(ByteBuffer from, int at) {
        var bytes = new byte[from.remaining()];
        from.get(bytes);
        var write = new Write(at, Bytes.view(bytes));
        content = write.on(content);
        pending.add(write);
    }

    int read(ByteBuffer into, int at) {
        var count = Math.max(0, Math.min(into.remaining(), content.length - at));
        into.put(content, at, count);
        return count;
    }

    void force() {
        for (var write : pending) {
            durable = write.on(durable);
        }
        pending.clear();
    }

    /** A sync that fails once: what was written is still read, is taken for clean, and never reaches the disk. */
    void loseUnsynced() {
        pending.clear();
    }

    void flip(int at, int bit) {
        content[at] ^= (byte) (1 << bit);
        durable = content.clone();
        pending.clear();
    }

    /** What is left: of each write that was not synced, some blocks. */
    SimulatedNode afterPowerCut(int block, Predicate<Object> survives) {
        for (var write : pending) {
            for (var part : write.blocks(block)) {
                if (survives.test(part)) {
                    durable = part.on(durable);
                }
            }
        }
        var after = new SimulatedNode(isFolder);
        after.content = durable.clone();
        after.durable = durable;
        return after;
    }

    private record Write(int at, Bytes bytes) {

        byte[] on(byte[] before) {
            var after = Arrays.copyOf(before, Math.max(before.length, at + bytes.size()));
            bytes.copyTo(after, at);
            return after;
        }

        List<Write> blocks(int size) {
            var blocks = new ArrayList<Write>();
            for (var from = at; from < at + bytes.size(); ) {
                var to = Math.min(at + bytes.size(), (from / size + 1) * size);
                blocks.add(new Write(from, bytes.part(from - at, to - at)));
                from = to;
            }
            return blocks;
        }
    }
}
