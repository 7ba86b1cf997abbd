/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** What a client that comes now gets to see, each file named by the one above it. */
record Newest(Path folder, Metadata root, Metadata targets, Metadata snapshot, Metadata timestamp) {
    private static final int LARGEST_TARGET = 16 * 1024 * 1024;

    static Newest read(Path folder) throws IOException {
        var timestamp = Metadata.read(folder.resolve(Role.TIMESTAMP.file(1)));
        var snapshot = Metadata.read(folder.resolve(
                Role.SNAPSHOT.file(timestamp.at("/meta/snapshot.json/version").asInt(0))));
        var targets = Metadata.read(folder.resolve(
                Role.TARGETS.file(snapshot.at("/meta/targets.json/version").asInt(0))));
        return new Newest(folder, root(folder), targets, snapshot, timestamp);
    }

    /** Clients go from version to version until there is no next one. */
    private static Metadata root(Path folder) throws IOException {
        var version = 1;
        while (Files.exists(folder.resolve(Role.ROOT.file(version + 1)))) {
            version++;
        }
        return Metadata.read(folder.resolve(Role.ROOT.file(version)));
    }

    /** The files that are published now. */
    TreeMap<String, Bytes> files() throws IOException {
        var files = new TreeMap<String, Bytes>();
        for (var target : targets.at("/targets").properties()) {
            var hash = target.getValue().at("/hashes/sha256").asString("");
            var file = folder.resolve("targets").resolve(hash + "." + target.getKey());
            try (var in = Files.newInputStream(file)) {
                var content = Bytes.of(in.readNBytes(LARGEST_TARGET));
                if (!Sha256.hex(content.array()).equals(hash)) {
                    throw new IOException(file + " is damaged: restore it from a copy");
                }
                files.put(target.getKey(), content);
            }
        }
        return files;
    }
}
