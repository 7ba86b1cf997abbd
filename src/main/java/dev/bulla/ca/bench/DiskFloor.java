/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk itself takes to make a small write durable: no log on it that keeps its promises can be faster. */
final class DiskFloor {
    private static final int BLOCK = 4096;
    private static final int WRITES = 300;

    private DiskFloor() {}

    /** Overwrites a file that has its full size already, block by block, each with fdatasync, as the log's journal does. */
    static Latencies measure(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "floor", ".bin");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var i = 0; i < WRITES; i++) {
                channel.write(ByteBuffer.allocate(BLOCK));
            }
            channel.force(true);
            var taken = new Latencies();
            for (var i = 0; i < WRITES; i++) {
                var start = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK), (long) i * BLOCK);
                channel.force(false);
                taken.took(System.nanoTime() - start);
            }
            return taken;
        } finally {
            Files.delete(file);
        }
    }
}
