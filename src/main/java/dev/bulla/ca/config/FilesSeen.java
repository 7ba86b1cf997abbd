/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a file, or the files of a folder, held when somebody looked, so that a change is noticed however it was made: in
 * place, by renaming, or by turning a symlink.
 *
 * @param digests of the content by file; a word where a file could not be read
 * @param blank   whether there was nothing in them at all, as while a file is being written
 */
public record FilesSeen(Map<String, String> digests, boolean blank) {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_FILES = 1000;
    private static final int DEEPEST = 3;

    public FilesSeen {
        digests = Map.copyOf(digests);
    }

    public static FilesSeen at(Path path) {
        var digests = new TreeMap<String, String>();
        var blank = true;
        try (var files = Files.walk(path, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            var seen = files.filter(file -> !isHidden(path.relativize(file)) && Files.isRegularFile(file))
                    .limit(MOST_FILES)
                    .toList();
            for (var file : seen) {
                var content = read(file);
                digests.put(file.toString(), digest(content));
                blank &= isBlank(content);
            }
        } catch (IOException | UncheckedIOException e) {
            digests.put(path.toString(), "cannot be read");
        }
        return new FilesSeen(digests, blank);
    }

    /** Where a cluster mounts files, the folders they are really in begin with dots. */
    private static boolean isHidden(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static boolean isBlank(byte[] content) {
        for (var octet : content) {
            if (Byte.toUnsignedInt(octet) > ' ') {
                return false;
            }
        }
        return true;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
