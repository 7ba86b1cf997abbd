/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is signed. It is read once, from front to back, so it may come out of a pipe. */
@FunctionalInterface
public interface Artifact {
    /** How much of it is held in memory at a time. */
    int PIECE = 1 << 16;

    InputStream open() throws IOException;

    static Artifact of(Path file) {
        return () -> Files.newInputStream(file);
    }

    /** Takes what is read, piece by piece. */
    @FunctionalInterface
    interface Reading<E extends Exception> {
        void take(byte[] buffer, int from, int length) throws E;
    }

    /** Reads all of it. */
    default <E extends Exception> void read(Reading<E> reading) throws IOException, E {
        try (var in = open()) {
            var buffer = new byte[PIECE];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                reading.take(buffer, 0, length);
            }
        }
    }

    /** Reads all of it for its hash alone. */
    default Digest digest(HashAlgorithm algorithm) throws IOException {
        var digest = algorithm.digest();
        read(digest::update);
        return new Digest(algorithm, Bytes.of(digest.digest()));
    }
}
