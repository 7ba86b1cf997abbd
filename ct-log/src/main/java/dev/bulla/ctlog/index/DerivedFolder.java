/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A folder of what was derived from the log. A file appears in it whole and durable or not at all, and never changes, so that it
 * can be mapped.
 *
 * <p>A mapping ends when nobody holds its segment any more: ending it by hand would need a lock around every look-up. A file
 * that is removed stays readable for those who still search in it.
 */
public final class DerivedFolder {
    private static final String UNFINISHED = ".tmp";
    private static final int CHUNK = 1 << 20;

    private final Path folder;

    public DerivedFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** What is to stand in a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    /** What stands in a file, if there is one of this name. */
    public Optional<MemorySegment> map(String name) throws IOException {
        try (var file = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            return Optional.of(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), Arena.ofAuto()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Puts a file in place, instead of one of the same name if there is one, and maps it. */
    public MemorySegment publish(String name, Content content) throws IOException {
        var unfinished = folder.resolve(name + UNFINISHED);
        try (var file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            content.writeTo(file);
            file.force(true);
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return map(name).orElseThrow(() -> new IOException("what was written is not there: " + folder.resolve(name)));
    }

    public void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Removes what has none of these names: parts of what was merged later, and files that were never finished. */
    public void keepOnly(Set<String> names) throws IOException {
        try (var present = Files.list(folder)) {
            for (var file : (Iterable<Path>) present::iterator) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What shows whether bytes are as they were written. */
    public static int checksum(MemorySegment bytes) {
        var checksum = new CRC32C();
        for (var at = 0L; at < bytes.byteSize(); at += CHUNK) {
            checksum.update(
                    bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
        return (int) checksum.getValue();
    }

    public static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
