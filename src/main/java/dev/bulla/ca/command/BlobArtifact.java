/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was typed as the artifact: a file, or - for standard input. */
final class BlobArtifact {
    private static final String STANDARD_INPUT = "-";
    private static final int LARGEST_INPUT = 1 << 28;

    private BlobArtifact() {}

    /** The artifact. Standard input is kept in memory, since the result is verified against it. */
    static Artifact of(String typed) throws IOException {
        if (!typed.equals(STANDARD_INPUT)) {
            var file = Path.of(typed);
            CommandFailedException.expect(
                    Files.isReadable(file) && !Files.isDirectory(file), typed + " is no file that can be read");
            return Artifact.of(file);
        }
        var content = System.in.readNBytes(LARGEST_INPUT + 1);
        CommandFailedException.expect(
                content.length <= LARGEST_INPUT,
                "standard input has more than " + LARGEST_INPUT + " bytes: write them to a file first");
        return () -> new ByteArrayInputStream(content);
    }

    /** What a statement calls it. */
    static String name(String typed) {
        return typed.equals(STANDARD_INPUT)
                ? STANDARD_INPUT
                : String.valueOf(Path.of(typed).getFileName());
    }
}
