/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All small files of a server, read one after the other. Two that are equal, with time between them, show what was there at one
 * moment.
 *
 * @param files by their path in a backup
 * @param logs  what the logs in the data folder say of themselves that never changes, by file
 */
record Snapshot(SortedMap<String, Small> files, SortedMap<String, Bytes> logs) {
    /** Keys, chains, trust material and settings: a server has a few hundred kibibytes of them. */
    private static final long MOST_BYTES = 64 << 20;

    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 16;

    Snapshot {
        files = Collections.unmodifiableSortedMap(files);
        logs = Collections.unmodifiableSortedMap(logs);
    }

    /** @param isSecret whether it is a private key */
    record Small(Bytes content, boolean isSecret) {}

    /** Throws {@link NoSuchFileException} if something that must be there is not, perhaps for a moment. */
    static Snapshot of(Sources sources) throws IOException, BackupRefusedException {
        var reading = new Reading(sources.data());
        for (var source : sources.all()) {
            reading.add(source);
        }
        var logs = new TreeMap<String, Bytes>();
        for (var name : sources.logs()) {
            for (var file : new String[] {Sources.FACTS, Sources.LAST}) {
                var path = sources.data().log(name).resolve(file);
                if (Files.exists(path)) {
                    logs.put(name + "/" + file, Bytes.of(Files.readAllBytes(path)));
                }
            }
        }
        return new Snapshot(reading.files, logs);
    }

    /** Reads files into memory, within bounds. */
    private static final class Reading {
        private final DataFolder data;
        private final SortedMap<String, Small> files = new TreeMap<>();
        private long bytes;

        Reading(DataFolder data) {
            this.data = data;
        }

        void add(Source source) throws IOException, BackupRefusedException {
            if (!Files.exists(source.path())) {
                if (source.isOptional()) {
                    return;
                }
                throw new NoSuchFileException(source.path().toString());
            }
            Files.walkFileTree(
                    source.path(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                        // Kubernetes has the files of a volume a second time, below names like this.
                        @Override
                        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                            return name(folder).startsWith("..")
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                            add(file, source.isSecret());
                            return FileVisitResult.CONTINUE;
                        }
                    });
            if (bytes > MOST_BYTES || files.size() > MOST_FILES) {
                throw new BackupRefusedException(
                        "%s: with it there would be %d files of %d bytes besides the logs, and a server has at most %d of %d: is it the right one?"
                                .formatted(source.path(), files.size(), bytes, MOST_FILES, MOST_BYTES));
            }
        }

        /** What is being written has no name of its own yet. */
        private void add(Path file, boolean isSecret) throws IOException {
            if (name(file).endsWith(".new") || bytes > MOST_BYTES || files.size() > MOST_FILES) {
                return;
            }
            try (var in = Files.newInputStream(file)) {
                var content = in.readNBytes((int) MOST_BYTES);
                bytes += content.length;
                files.merge(
                        pathInBackup(file),
                        new Small(Bytes.of(content), isSecret),
                        (one, other) -> new Small(other.content(), one.isSecret() || other.isSecret()));
            }
        }

        private String pathInBackup(Path file) {
            var absolute = file.toAbsolutePath().normalize();
            var base = data.path().toAbsolutePath().normalize();
            return absolute.startsWith(base)
                    ? BackupFolder.DATA + base.relativize(absolute)
                    : BackupFolder.ELSEWHERE + root(absolute).relativize(absolute);
        }

        private static Path root(Path absolute) {
            return Objects.requireNonNull(absolute.getRoot(), "an absolute path begins somewhere");
        }

        private static String name(Path path) {
            return String.valueOf(path.getFileName());
        }
    }
}
