/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a log's own folder says of it, whether or not a server runs. Nothing of it is verified here.
 *
 * @param shard   the year after which its folder is named
 * @param key     its public key, a SubjectPublicKeyInfo in base64
 * @param created in ISO 8601
 */
public record MadeLog(String shard, String origin, String key, String created) {
    private static final int LARGEST = 64 * 1024;

    /** The log that a server with this folder writes to. Empty if none was made. */
    public static Optional<MadeLog> newest(DataFolder folder) throws IOException {
        var shards = folder.shards();
        return shards.isEmpty() ? Optional.empty() : read(folder, shards.getLast());
    }

    private static Optional<MadeLog> read(DataFolder folder, String shard) throws IOException {
        var file = folder.log(shard).resolve("log.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var log = new MadeLog(shard, text(json, "origin"), text(json, "key"), text(json, "created"));
            Base64.getDecoder().decode(log.key());
            return Optional.of(log);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValueOpt().orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    public byte[] keyInfo() {
        return Base64.getDecoder().decode(key);
    }
}
