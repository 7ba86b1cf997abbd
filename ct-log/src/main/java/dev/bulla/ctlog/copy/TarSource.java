/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A log in an archive. */
public final class TarSource implements LogSource, AutoCloseable {
    private final Path path;
    private final DiskFile file;
    private final TarIndex index;

    private TarSource(Path path, DiskFile file, TarIndex index) {
        this.path = path;
        this.file = file;
        this.index = index;
    }

    /** Opens an archive. Throws {@link MalformedException} if it is none, or is damaged. */
    public static TarSource open(Disk disk, Path path) throws IOException {
        var file = disk.read(path);
        try {
            return new TarSource(path, file, TarIndex.read(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<Bytes> read(String name) throws UnreadableException {
        try {
            return index.content(name, file);
        } catch (IOException | MalformedException e) {
            throw new UnreadableException(path + " cannot be read: " + e, e);
        }
    }

    @Override
    public List<String> list(String folder) {
        return index.files().subMap(folder + "/", folder + "0").keySet().stream()
                .toList();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
