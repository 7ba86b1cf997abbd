/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder whose files are for its owner's eyes only, each down to the disk when it is written. */
record PrivateFolder(Path path) {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final int PIECE = 1 << 16;

    /** Makes it, where nothing of that name is. */
    void make() throws IOException {
        Files.createDirectory(path, mode("rwx------"));
    }

    void write(String name, byte[] content) throws IOException {
        try (var channel = open(name)) {
            write(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
    }

    /** Writes what comes, as far as it comes. */
    void write(String name, InputStream content) throws IOException {
        try (var channel = open(name)) {
            for (var piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                write(channel, ByteBuffer.wrap(piece));
            }
            channel.force(true);
        }
    }

    /** Begins a file that must not be there, and makes the folders above it. */
    FileChannel open(String name) throws IOException {
        var file = path.resolve(name);
        makeAbove(file);
        return FileChannel.open(file, NEW, mode("rw-------"));
    }

    private void makeAbove(Path file) throws IOException {
        var above = Objects.requireNonNull(file.getParent(), "a file in a folder");
        if (!Files.isDirectory(above)) {
            makeAbove(above);
            Files.createDirectory(above, mode("rwx------"));
        }
    }

    static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the names in it, and in all folders below, last as well as the content. */
    void sync() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                syncNames(folder);
                return super.postVisitDirectory(folder, e);
            }
        });
    }

    static void syncNames(Path folder) throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Deletes what is in it. */
    void clear() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (!folder.equals(path)) {
                    Files.delete(folder);
                }
                return super.postVisitDirectory(folder, e);
            }
        });
    }

    private FileAttribute<?>[] mode(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
