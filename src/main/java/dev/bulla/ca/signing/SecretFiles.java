/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes new files that only their owner may read, one after another and each down to the disk. */
final class SecretFiles {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private SecretFiles() {}

    /** Either all files are there in the end, or none that this call has made. */
    static void writeAll(Path folder, Map<Path, String> contents) throws IOException {
        Files.createDirectories(folder, mode(folder, "rwx------"));
        var written = new ArrayList<Path>();
        try {
            for (var file : contents.entrySet()) {
                write(file.getKey(), file.getValue(), written);
            }
            sync(folder);
        } catch (IOException e) {
            for (var file : written) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    private static void write(Path file, String text, List<Path> written) throws IOException {
        try (var channel = FileChannel.open(file, NEW, mode(file, "rw-------"))) {
            written.add(file);
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the names last as well as the content. Not every system lets a folder be opened; those need no such thing. */
    static void sync(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /** The key first, so that none is left without its chain. */
    static void delete(PairFolder folder) throws IOException {
        Files.deleteIfExists(folder.key());
        Files.deleteIfExists(folder.chain());
        deleteIfEmpty(folder.path());
    }

    /** What else somebody put there stays. */
    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    /** Whoever could read a file is to read the one that takes its place: a server may be somebody else than who types. */
    static void readableAs(Path model, Path file) throws IOException {
        var own = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (own == null) {
            return;
        }
        var wanted = Files.readAttributes(model, PosixFileAttributes.class);
        var has = own.readAttributes();
        if (!has.group().equals(wanted.group())) {
            own.setGroup(wanted.group());
        }
        if (!has.owner().equals(wanted.owner())) {
            own.setOwner(wanted.owner());
        }
        own.setPermissions(wanted.permissions());
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
