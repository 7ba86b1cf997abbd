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
import java.util.concurrent.atomic.AtomicInteger;

/** Precertificates that were signed beforehand, in a file: as many as a run needs do not fit into memory. For many threads. */
final class PreparedSubmissions implements AutoCloseable {
    private static final int LARGEST_SIGNATURE_MARGIN = 4;

    private final Path file;
    private final FileChannel channel;
    private final int slot;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();

    private PreparedSubmissions(Path file, FileChannel channel, int slot, int count) {
        this.file = file;
        this.channel = channel;
        this.slot = slot;
        this.count = count;
    }

    /** Signs the precertificates with so many numbers from the first on, on all cores. */
    static PreparedSubmissions make(Path folder, PracticeAuthority authority, long first, int count)
            throws IOException, InterruptedException {
        var file = Files.createTempFile(folder, "precertificates", ".bin");
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var slot = Short.BYTES + authority.precertificate(first).length + LARGEST_SIGNATURE_MARGIN;
        var made = new PreparedSubmissions(file, channel, slot, count);
        var cores = Runtime.getRuntime().availableProcessors();
        var failures = Crew.run(cores, worker -> {
            for (var i = worker; i < count; i += cores) {
                made.write(i, authority.precertificate(first + i));
            }
        });
        if (failures.isPresent()) {
            made.close();
            throw failures.get();
        }
        return made;
    }

    int count() {
        return count;
    }

    boolean isUsedUp() {
        return next.get() >= count;
    }

    /** The next precertificate that nobody took, or none. */
    byte[] next() throws IOException {
        var index = next.getAndIncrement();
        if (index >= count) {
            return new byte[0];
        }
        var content = ByteBuffer.allocate(slot);
        while (content.hasRemaining() && channel.read(content, (long) index * slot + content.position()) >= 0) {
            // A read may be a short one.
        }
        var der = new byte[content.flip().getShort()];
        content.get(der);
        return der;
    }

    private void write(int index, byte[] der) throws IOException {
        var content = ByteBuffer.allocate(slot).putShort((short) der.length).put(der);
        content.clear();
        while (content.hasRemaining()) {
            channel.write(content, (long) index * slot + content.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
