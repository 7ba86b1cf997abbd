/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself.
 *
 * @param version      of the Bulla that made it
 * @param data         the data folder that it is of
 * @param stored       names of logs in an object store, of which there is no entry in it
 * @param keys         paths in it of private keys
 * @param auditRecords whole lines of the audit trail
 * @param notContained sentences on what is not in it, and what to do about that
 */
public record About(
        String version,
        Instant time,
        String data,
        List<LogPart> logs,
        List<String> stored,
        List<String> keys,
        long auditRecords,
        List<String> notContained) {
    private static final int FORMAT = 1;
    private static final int LARGEST = 16 << 20;

    public About {
        logs = List.copyOf(logs);
        stored = List.copyOf(stored);
        keys = List.copyOf(keys);
        notContained = List.copyOf(notContained);
    }

    /**
     * A log in it, up to its checkpoint.
     *
     * @param name  of its folder
     * @param key   public, a SubjectPublicKeyInfo in base64
     * @param logId by which others know it, in hexadecimal
     * @param root  of its tree, in base64
     */
    public record LogPart(
            String name, String origin, String key, String logId, long size, Instant time, String root, boolean ended) {
        byte[] keyInfo() {
            return Base64.getDecoder().decode(key);
        }
    }

    String json() {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("format", FORMAT)
                .put("version", version)
                .put("time", time.toString())
                .put("data", data);
        var written = json.putArray("logs");
        for (var log : logs) {
            written.addObject()
                    .put("name", log.name())
                    .put("origin", log.origin())
                    .put("key", log.key())
                    .put("logId", log.logId())
                    .put("size", log.size())
                    .put("time", log.time().toString())
                    .put("root", log.root())
                    .put("ended", log.ended());
        }
        stored.forEach(json.putArray("storedLogs")::add);
        keys.forEach(json.putArray("privateKeys")::add);
        json.put("auditRecords", auditRecords);
        notContained.forEach(json.putArray("notContained")::add);
        return json.toPrettyString() + "\n";
    }

    /** What the backup in a folder says, or a refusal of what is none, or one of a version to come. */
    static About in(BackupFolder folder) throws IOException, BackupRefusedException {
        if (!Files.isRegularFile(folder.about())) {
            throw new BackupRefusedException(folder.path() + ": is no backup, it has no " + BackupFolder.ABOUT);
        }
        try (var in = Files.newInputStream(folder.about())) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var format = json.path("format").asInt(0);
            if (format != FORMAT) {
                throw new BackupRefusedException(
                        "%s: is of format %d, by Bulla %s, and this version reads format %d: restore it with that version"
                                .formatted(
                                        folder.about(),
                                        format,
                                        json.path("version").asString("?"),
                                        FORMAT));
            }
            return of(json);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new BackupRefusedException(folder.about() + ": is damaged: " + e.getMessage(), e);
        }
    }

    private static About of(JsonNode json) {
        var logs = new ArrayList<LogPart>();
        for (var log : json.path("logs")) {
            var part = new LogPart(
                    shard(log.path("name").asString()),
                    log.path("origin").asString(),
                    log.path("key").asString(),
                    log.path("logId").asString(),
                    log.path("size").asLong(),
                    Instant.parse(log.path("time").asString()),
                    log.path("root").asString(),
                    log.path("ended").asBoolean());
            part.keyInfo();
            logs.add(part);
        }
        return new About(
                json.path("version").asString(),
                Instant.parse(json.path("time").asString()),
                json.path("data").asString(),
                logs,
                texts(json.path("storedLogs")),
                texts(json.path("privateKeys")),
                json.path("auditRecords").asLong(),
                texts(json.path("notContained")));
    }

    /** It becomes the name of a folder. */
    private static String shard(String name) {
        if (!DataFolder.isShard(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a log");
        }
        return name;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
