/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last checkpoint of the log, kept where another fate rules than over the log's folder: what a backup that was restored
 * by mistake would have to agree with.
 */
public final class Anchor {
    private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    private final Disk disk;
    private final Path folder;
    private final SmallFile file;

    /** The anchor of one shard in a folder for all of them. */
    public Anchor(Disk disk, Path folder, String shard) {
        this.disk = disk;
        this.folder = folder.toAbsolutePath().normalize();
        this.file = new SmallFile(disk, this.folder.resolve(shard));
        if (!SHARD.matcher(shard).matches()) {
            throw new IllegalArgumentException("a shard's name is the name of a file");
        }
    }

    /** The checkpoint as it was written, if one was. */
    public Optional<Bytes> read() throws IOException {
        return file.read();
    }

    /** Puts a checkpoint in place of the one before. It is durable when this returns. */
    public void replace(Bytes checkpoint) throws IOException {
        new Folders(disk, folder).make(folder);
        file.replace(checkpoint);
    }

    /** Whether one broken volume takes the log and its anchor at once: worth a warning. */
    public boolean sharesVolumeWith(LogFolder log) throws IOException {
        return disk.volume(existing(folder)).device()
                == disk.volume(existing(log.path())).device();
    }

    Path path() {
        return file.path();
    }

    private Path existing(Path path) throws IOException {
        var parent = path.getParent();
        return parent == null || disk.exists(path) ? path : existing(parent);
    }
}
