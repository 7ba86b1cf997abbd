/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the tables of a run to a file, one after the other, and works out their checksum. */
final class RowWriter {
    private static final int BUFFER = SortedTable.ROW << 13;

    private final FileChannel file;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    RowWriter(FileChannel file) {
        this.file = file;
    }

    /** Writes what these tables hold as one, in its order. Of equal keys, that of the earlier table comes first. */
    void merge(List<SortedTable> tables) throws IOException {
        var next = new int[tables.size()];
        var left = tables.stream().mapToLong(SortedTable::count).sum();
        for (; left > 0; left--) {
            var least = least(tables, next);
            var table = tables.get(least);
            put(table.key(next[least]), table.index(next[least]));
            next[least]++;
        }
        flush();
    }

    private static int least(List<SortedTable> tables, int[] next) {
        var least = -1;
        var leastKey = 0L;
        for (var i = 0; i < next.length; i++) {
            if (next[i] < tables.get(i).count()) {
                var key = tables.get(i).key(next[i]);
                if (least < 0 || Long.compareUnsigned(key, leastKey) < 0) {
                    least = i;
                    leastKey = key;
                }
            }
        }
        return least;
    }

    private void put(long key, long index) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putLong(key).put((byte) (index >>> Integer.SIZE)).putInt((int) index);
    }

    private void flush() throws IOException {
        checksum.update(buffer.flip().duplicate());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** The checksum of all that was written. */
    int checksum() {
        return (int) checksum.getValue();
    }
}
