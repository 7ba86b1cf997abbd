/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the one folder keeps what must outlive a restart. */
public record DataFolder(Path path) {

    /** The folder of all logs; each has one of its own in it. */
    public Path logs() {
        return path.resolve("log");
    }

    /** What a log publishes and what it needs, without its key: this folder may be served by any web server. */
    public Path log(String shard) {
        return logs().resolve(shard);
    }

    public Path logKey(String shard) {
        return path.resolve("keys").resolve("log-" + shard + ".pem");
    }

    /** The logs that were made here, oldest first. */
    public List<String> shards() throws IOException {
        if (!Files.isDirectory(logs())) {
            return List.of();
        }
        try (var found = Files.list(logs())) {
            return found.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Path addresses() {
        return path.resolve("public").resolve("addresses.json");
    }

    Path chains() {
        return path.resolve("public").resolve("chains");
    }
}
