/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this machine. An interrupt of a thread that is in one of these calls closes the file. */
final class RealFile implements DiskFile {

    /** Less than this is no room: the smallest thing that a file system gives out. */
    private static final long NO_ROOM = 64 << 10;

    private final Path path;
    private final FileChannel channel;

    RealFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public void write(ByteBuffer content, long at) throws IOException {
        tellingFull(path, () -> {
            var position = at;
            while (content.hasRemaining()) {
                position += channel.write(content, position);
            }
            return position;
        });
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        var total = 0;
        while (into.hasRemaining()) {
            var count = channel.read(into, at + total);
            if (count < 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Runs a step on a file, and tells a volume without room from everything else that may go wrong. */
    static <T> T tellingFull(Path path, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            if (isFull(path, e)) {
                throw new DiskFullException(path + ": no room left on the volume", e);
            }
            throw e;
        }
    }

    /** The JDK has no type for it and the system's sentence may be translated, so the volume is asked as well. */
    private static boolean isFull(Path path, IOException e) throws IOException {
        var message = String.valueOf(e.getMessage());
        return message.contains("No space left on device")
                || message.contains("quota exceeded")
                || Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace() < NO_ROOM;
    }

    /** Something done to a file. */
    interface Step<T> {
        T run() throws IOException;
    }
}
