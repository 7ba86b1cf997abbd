/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * What the files of an issuer configuration held when somebody looked, so that a change is noticed however it was made: in
 * place, by renaming, or by turning a symlink.
 *
 * @param digests of the content by file
 * @param empty   where there is nothing to read, not even a comment, as while a file is being written
 */
public record FilesSeen(Map<Path, String> digests, Set<Path> empty) {
    private static final int LARGEST = 4 * 1024 * 1024;

    public FilesSeen {
        digests = Map.copyOf(digests);
        empty = Set.copyOf(empty);
    }

    /** Looks at the files that {@link TrustFile} reads. */
    public static FilesSeen at(Path path) {
        var digests = new HashMap<Path, String>();
        var empty = new HashSet<Path>();
        // Whatever is wrong with them is told by those who read them.
        var files = TrustFolder.files(path, new Problems());
        for (var file : files) {
            var content = read(file);
            digests.put(file, digest(content));
            if (isBlank(content)) {
                empty.add(file);
            }
        }
        return new FilesSeen(digests, files.isEmpty() ? Set.of(path) : empty);
    }

    private static byte[] read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return new byte[0];
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
