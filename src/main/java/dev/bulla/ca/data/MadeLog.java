/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a log's own folder says of it, whether or not a server runs. Nothing of it is verified here.
 *
 * @param shard   the name of its folder
 * @param key     its public key, a SubjectPublicKeyInfo in base64
 * @param start   from when on certificates that end belong to it
 * @param created in ISO 8601
 */
public record MadeLog(String shard, String origin, String key, Instant start, String created) {
    private static final int LARGEST = 64 * 1024;

    /** All logs that were made, the oldest first. */
    public static List<MadeLog> all(DataFolder folder) throws IOException {
        var made = new ArrayList<MadeLog>();
        for (var shard : folder.shards()) {
            read(folder, shard).ifPresent(made::add);
        }
        return oldestFirst(made);
    }

    /** The same logs, the oldest first. */
    public static List<MadeLog> oldestFirst(List<MadeLog> made) {
        return made.stream().sorted(Comparator.comparing(MadeLog::start)).toList();
    }

    private static Optional<MadeLog> read(DataFolder folder, String shard) throws IOException {
        var file = folder.log(shard).resolve("log.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(parse(shard, in.readNBytes(LARGEST), file));
        }
    }

    /**
     * What a log's {@code log.json} says.
     *
     * @param place where it was found
     */
    public static MadeLog parse(String shard, byte[] content, Object place) throws IOException {
        try {
            var json = JsonMapper.shared().readTree(content);
            var log = new MadeLog(
                    shard,
                    text(json, "origin"),
                    text(json, "key"),
                    Instant.parse(text(json, "window_start")),
                    text(json, "created"));
            Base64.getDecoder().decode(log.key());
            return log;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(place + " is damaged: restore it from a copy", e);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValueOpt().orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    /** Where it is read, given where all logs of its server are. */
    public String url(String all) {
        return origin.endsWith("/" + shard) ? all + "/" + shard : all;
    }

    public byte[] keyInfo() {
        return Base64.getDecoder().decode(key);
    }
}
