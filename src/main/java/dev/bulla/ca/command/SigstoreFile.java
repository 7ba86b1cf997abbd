/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.sigstore.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with a document that Sigstore's clients share.
 *
 * @param flag with which it was typed
 */
record SigstoreFile(String flag, Path file) {

    /** Makes sense of a document, or tells what is wrong with it. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] document) throws MalformedDocumentException;
    }

    <T> T read(int largest, Reading<T> reading) throws IOException {
        try {
            return reading.read(content(largest));
        } catch (MalformedDocumentException e) {
            throw new CommandFailedException(flag + " " + file + ": " + e.getMessage());
        }
    }

    byte[] content(int largest) throws IOException {
        CommandFailedException.expect(
                Files.isReadable(file) && !Files.isDirectory(file), flag + " " + file + " is no file that can be read");
        try (var in = Files.newInputStream(file)) {
            // One more than is taken, so that whoever takes it says so.
            return in.readNBytes(largest + 1);
        }
    }
}
