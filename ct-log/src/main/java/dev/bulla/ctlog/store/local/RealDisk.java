/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The files of this machine. */
public final class RealDisk implements Disk {

    @Override
    public DiskFile create(Path file) throws IOException {
        return opened(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return opened(file, LinkOption.NOFOLLOW_LINKS, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile read(Path file) throws IOException {
        return opened(file, LinkOption.NOFOLLOW_LINKS, StandardOpenOption.READ);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        // Follows links: an operator may have put the data elsewhere.
        if (!Files.isDirectory(folder)) {
            RealFile.tellingFull(folder, () -> Files.createDirectory(folder));
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        RealFile.tellingFull(to, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    @Override
    public Volume volume(Path path) throws IOException {
        var store = Files.getFileStore(path);
        var device = ((Number) Files.getAttribute(path, "unix:dev")).longValue();
        return new Volume(device, store.type(), store.getUsableSpace());
    }

    private static DiskFile opened(Path file, OpenOption... options) throws IOException {
        return new RealFile(file, RealFile.tellingFull(file, () -> FileChannel.open(file, options)));
    }
}
