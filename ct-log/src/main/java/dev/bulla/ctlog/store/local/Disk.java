/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that the store does with files. What is written, created, renamed or deleted may vanish at a power cut until the file,
 * or for a name its folder, was synced.
 *
 * <p>A call that finds no room throws {@link DiskFullException}, one that misses a file
 * {@link java.nio.file.NoSuchFileException}.
 */
public interface Disk {

    /** Makes a file that must not be there yet. */
    DiskFile create(Path file) throws IOException;

    /** Opens a file that is there, for reading and writing. */
    DiskFile open(Path file) throws IOException;

    /** Opens a file that is there, for reading alone. */
    DiskFile read(Path file) throws IOException;

    boolean exists(Path path) throws IOException;

    boolean isFolder(Path path) throws IOException;

    /** Makes a folder in one that is there. That it is there already is no fault. */
    void createFolder(Path folder) throws IOException;

    /** Puts a file in the place of another, or a folder with all that is in it in the place of none, in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** Deletes a file or an empty folder. That it is not there is no fault. */
    void delete(Path path) throws IOException;

    /** What is in a folder, by name in the order of the names. A folder that is not there is empty. */
    List<Path> list(Path folder) throws IOException;

    /** What this path lies on. */
    Volume volume(Path path) throws IOException;

    /**
     * A file system.
     *
     * @param device the same for all paths on it
     * @param type   as the system calls it, like {@code ext4}
     * @param free   bytes that this process may still write
     */
    record Volume(long device, String type, long free) {}
}
