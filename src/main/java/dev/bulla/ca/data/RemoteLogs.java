/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The logs over the network that certificates of this server were submitted to. */
public record RemoteLogs(DataFolder folder) {
    private static final int LARGEST = 64 * 1024;

    /**
     * @param id  SHA-256 of its key, in hex
     * @param key its SubjectPublicKeyInfo, in base64
     */
    public record RemoteLog(String id, String url, String key) {
        public byte[] keyInfo() {
            return Base64.getDecoder().decode(key);
        }
    }

    /** The address may change, the key not: that would be another log. */
    public void keep(RemoteLog log) throws IOException {
        var json = JsonMapper.shared().createObjectNode().put("url", log.url()).put("key", log.key());
        PublicFiles.replace(folder.remoteLogs().resolve(log.id() + ".json"), json.toPrettyString() + "\n");
    }

    /** In the order of their ids. */
    public List<RemoteLog> all() throws IOException {
        if (!Files.isDirectory(folder.remoteLogs())) {
            return List.of();
        }
        var logs = new ArrayList<RemoteLog>();
        try (var found = Files.list(folder.remoteLogs())) {
            for (var file :
                    found.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                logs.add(read(file));
            }
        }
        return logs;
    }

    private static RemoteLog read(Path file) throws IOException {
        var name = file.getFileName().toString();
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var log = new RemoteLog(
                    name.substring(0, name.length() - ".json".length()),
                    json.path("url").asString(""),
                    json.path("key").asString(""));
            log.keyInfo();
            return log;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }
}
