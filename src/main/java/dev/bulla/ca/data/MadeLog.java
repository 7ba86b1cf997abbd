/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param ended   when its last head was signed, if it takes nothing any more
 */
public record MadeLog(
        String shard, String origin, String key, Instant start, Instant created, Optional<Instant> ended) {
    private static final int LARGEST = 64 * 1024;

    /** Of a log's signature in a checkpoint the first four bytes name the key, the next eight say when, and two how: ECDSA with SHA-256. */
    private static final int TIME_AT = 4;

    private static final int KIND_AT = 12;
    private static final short ECDSA = 0x0403;

    /** All logs that were made, the oldest first. */
    public static List<MadeLog> all(DataFolder folder) throws IOException {
        var made = new ArrayList<MadeLog>();
        for (var shard : folder.shards()) {
            read(folder, shard).ifPresent(made::add);
        }
        made.sort(Comparator.comparing(MadeLog::start));
        return made;
    }

    private static Optional<MadeLog> read(DataFolder folder, String shard) throws IOException {
        var file = folder.log(shard).resolve("log.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var log = new MadeLog(
                    shard,
                    text(json, "origin"),
                    text(json, "key"),
                    Instant.parse(text(json, "window_start")),
                    Instant.parse(text(json, "created")),
                    ended(folder.log(shard).resolve("checkpoint.final"), text(json, "origin")));
            Base64.getDecoder().decode(log.key());
            return Optional.of(log);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }

    private static Optional<Instant> ended(Path checkpoint, String origin) throws IOException {
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(checkpoint)) {
            var own = "\u2014 " + origin + " ";
            var lines = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).lines();
            // A log may sign with a key for witnesses, too, and that signature says no time.
            return lines.filter(line -> line.startsWith(own))
                    .map(line -> Base64.getDecoder().decode(line.substring(own.length())))
                    .map(ByteBuffer::wrap)
                    .filter(signature -> signature.limit() > KIND_AT + 2 && signature.getShort(KIND_AT) == ECDSA)
                    .map(signature -> Instant.ofEpochMilli(signature.getLong(TIME_AT)))
                    .findFirst();
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
