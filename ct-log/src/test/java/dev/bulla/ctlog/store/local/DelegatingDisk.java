/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk in front of another, for tests that change one thing about it. */
public interface DelegatingDisk extends Disk {

    Disk disk();

    default DiskFile wrapped(DiskFile file) {
        return file;
    }

    @Override
    default DiskFile create(Path file) throws IOException {
        return wrapped(disk().create(file));
    }

    @Override
    default DiskFile open(Path file) throws IOException {
        return wrapped(disk().open(file));
    }

    @Override
    default DiskFile read(Path file) throws IOException {
        return wrapped(disk().read(file));
    }

    @Override
    default boolean exists(Path path) throws IOException {
        return disk().exists(path);
    }

    @Override
    default boolean isFolder(Path path) throws IOException {
        return disk().isFolder(path);
    }

    @Override
    default void createFolder(Path folder) throws IOException {
        disk().createFolder(folder);
    }

    @Override
    default void rename(Path from, Path to) throws IOException {
        disk().rename(from, to);
    }

    @Override
    default void syncFolder(Path folder) throws IOException {
        disk().syncFolder(folder);
    }

    @Override
    default void delete(Path path) throws IOException {
        disk().delete(path);
    }

    @Override
    default List<Path> list(Path folder) throws IOException {
        return disk().list(folder);
    }

    @Override
    default Volume volume(Path path) throws IOException {
        return disk().volume(path);
    }
}
