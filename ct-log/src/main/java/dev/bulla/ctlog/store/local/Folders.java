/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes folders that outlive a power cut. For many threads. */
public final class Folders {
    private final Disk disk;
    private final Path top;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /**
     * From the top on downwards not even a folder that is there is believed to be durable: whoever made it may have died
     * before the sync.
     */
    public Folders(Disk disk, Path top) {
        this.disk = disk;
        this.top = top;
    }

    /** Makes a folder, and those above it, unless they are there; durable in both cases. */
    public void make(Path folder) throws IOException {
        if (durable.contains(folder)) {
            return;
        }
        var parent = folder.getParent();
        if (parent != null && (folder.startsWith(top) || !disk.exists(folder))) {
            make(parent);
            disk.createFolder(folder);
            disk.syncFolder(parent);
        }
        durable.add(folder);
    }

    /** The folder that a file is in. */
    static Path of(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file is in some folder");
    }

    /** Must be told of what is deleted, or it would not be made again. */
    void forget(Path folder) {
        durable.removeIf(it -> it.startsWith(folder));
    }
}
