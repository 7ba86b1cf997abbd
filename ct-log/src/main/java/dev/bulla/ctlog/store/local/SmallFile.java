/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is only ever read, and replaced, as a whole. */
public record SmallFile(Disk disk, Path path) {
    private static final int LARGEST = 1 << 20;

    public Optional<Bytes> read() throws IOException {
        return read(LARGEST);
    }

    /** What it holds, unless that is more than so many bytes: then this throws. */
    Optional<Bytes> read(int most) throws IOException {
        if (disk.isFolder(path)) {
            return Optional.empty();
        }
        try (var file = disk.read(path)) {
            var size = file.size();
            if (size > most) {
                throw new IOException("%s: %d bytes, more than %d".formatted(path, size, most));
            }
            var content = ByteBuffer.allocate((int) size);
            if (file.read(content, 0) < size) {
                throw new IOException(path + ": became shorter while it was read");
            }
            return Optional.of(Bytes.view(content.array()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Puts new content in place of the old, durably. A power cut leaves one of the two. */
    public void replace(Bytes content) throws IOException {
        var next = new SmallFile(disk, path.resolveSibling(path.getFileName() + ".new"));
        disk.delete(next.path);
        next.write(content);
        disk.rename(next.path, path);
        disk.syncFolder(Folders.of(path));
    }

    /** Writes a file that is not there yet. The content is durable when this returns, the name is not. */
    void write(Bytes content) throws IOException {
        try (var file = disk.create(path)) {
            file.write(content.buffer(), 0);
            file.force(true);
        }
    }
}
