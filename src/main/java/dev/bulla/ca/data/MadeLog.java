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
 * @param ended   when its last head was signed, or it was cut off, if it takes nothing any more
 */
public record MadeLog(
        String shard, String origin, String key, Instant start, Instant created, Optional<Instant> ended) {
    private static final int LARGEST = 64 * 1024;
    private static final String FACTS = "log.json";
    private static final String LAST = "checkpoint.final";

    /** Of a log's signature in a checkpoint the first four bytes name the key, the next eight say when, and two how: ECDSA with SHA-256. */
    private static final int TIME_AT = 4;

    private static final int KIND_AT = 12;
    private static final short ECDSA = 0x0403;

    /** All logs that were made, the oldest first. Of those in an object store there is what was noted when they were opened. */
    public static List<MadeLog> all(DataFolder folder) throws IOException {
        var made = new ArrayList<MadeLog>();
        for (var shard : folder.shards()) {
            var own = read(folder.log(shard), shard);
            var found = own.isPresent() ? own : read(folder.storedLog(shard), shard);
            if (found.isPresent()) {
                made.add(CutOffLog.find(folder, shard)
                        .map(cut -> found.get().endedAt(cut.at()))
                        .orElseGet(found::get));
            }
        }
        return oldestFirst(made);
    }

    /** The same logs, the oldest first. */
    public static List<MadeLog> oldestFirst(List<MadeLog> made) {
        return made.stream().sorted(Comparator.comparing(MadeLog::start)).toList();
    }

    /** Notes what an object store says of a log, since not everybody who asks is let in there. */
    public static void note(DataFolder folder, String shard, byte[] facts, Optional<byte[]> last) throws IOException {
        var notes = folder.storedLog(shard);
        if (last.isPresent()) {
            PublicFiles.replace(notes.resolve(LAST), new String(last.get(), StandardCharsets.UTF_8));
        }
        PublicFiles.replace(notes.resolve(FACTS), new String(facts, StandardCharsets.UTF_8));
    }

    private static Optional<MadeLog> read(Path folder, String shard) throws IOException {
        var facts = content(folder.resolve(FACTS));
        return facts.isPresent()
                ? Optional.of(parse(shard, facts.get(), content(folder.resolve(LAST)), folder.resolve(FACTS)))
                : Optional.empty();
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(LARGEST));
        }
    }

    /**
     * What a log's own files say.
     *
     * @param last  the checkpoint with which it has ended, if it has
     * @param place where the facts were found
     */
    public static MadeLog parse(String shard, byte[] facts, Optional<byte[]> last, Object place) throws IOException {
        try {
            var json = JsonMapper.shared().readTree(facts);
            var origin = text(json, "origin");
            var log = new MadeLog(
                    shard,
                    origin,
                    text(json, "key"),
                    Instant.parse(text(json, "window_start")),
                    Instant.parse(text(json, "created")),
                    last.flatMap(note -> ended(note, origin)));
            Base64.getDecoder().decode(log.key());
            return log;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(place + " is damaged: restore it from a copy", e);
        }
    }

    private static Optional<Instant> ended(byte[] checkpoint, String origin) {
        var own = "\u2014 " + origin + " ";
        var lines = new String(checkpoint, StandardCharsets.UTF_8).lines();
        // A log may sign with a key for witnesses, too, and that signature says no time.
        return lines.filter(line -> line.startsWith(own))
                .map(line -> Base64.getDecoder().decode(line.substring(own.length())))
                .map(ByteBuffer::wrap)
                .filter(signature -> signature.limit() > KIND_AT + 2 && signature.getShort(KIND_AT) == ECDSA)
                .map(signature -> Instant.ofEpochMilli(signature.getLong(TIME_AT)))
                .findFirst();
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValueOpt().orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private MadeLog endedAt(Instant moment) {
        return new MadeLog(shard, origin, key, start, created, Optional.of(moment));
    }

    /** Where it is read, given where all logs of its server are. */
    public String url(String all) {
        return origin.endsWith("/" + shard) ? all + "/" + shard : all;
    }

    public byte[] keyInfo() {
        return Base64.getDecoder().decode(key);
    }
}
