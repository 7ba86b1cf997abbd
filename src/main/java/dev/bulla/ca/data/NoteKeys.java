/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The keys by which witnesses and verifiers know our log, in the form in which they are told of them. */
public record NoteKeys(Path file) {
    private static final int LARGEST = 64 * 1024;

    public static NoteKeys of(DataFolder folder) {
        return new NoteKeys(folder.noteKeys());
    }

    public void write(List<String> keys) throws IOException {
        PublicFiles.replace(
                file, String.join("", keys.stream().map(key -> key + "\n").toList()));
    }

    /** None if no server with such keys ever ran here. */
    public List<String> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
