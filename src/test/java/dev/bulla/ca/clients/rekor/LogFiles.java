/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a log shows to everybody: its checkpoint and its tiles (C2SP tlog-tiles). */
record LogFiles(EntryLog log) {

    Answer at(String path) {
        // Tiles of certificates are called data, and are the same otherwise.
        var place =
                TilePath.parse(path.replaceFirst("^tile/data/", "none/").replaceFirst("^tile/entries/", "tile/data/"));
        return place.flatMap(this::file)
                .map(bytes -> Answer.file("application/octet-stream", bytes))
                .orElseGet(() -> Answer.error(404, 5, "Not Found"));
    }

    private Optional<byte[]> file(PublishedFile place) {
        return switch (place) {
            case PublishedFile.Single.CHECKPOINT -> Optional.of(log.checkpoint().getBytes(StandardCharsets.UTF_8));
            case PublishedFile.Hashes hashes -> log.hashes(hashes.tile());
            case PublishedFile.Entries entries -> log.entries(entries.tile());
            default -> Optional.empty();
        };
    }
}
