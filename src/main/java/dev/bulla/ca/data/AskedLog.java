/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * That the log is to be followed by another one. A command asks for it; the server, which alone may make logs, does it.
 *
 * @param at     when it was asked for
 * @param atOnce whether verifiers get no time to learn of its key
 */
public record AskedLog(Instant at, boolean atOnce) {
    private static final int LARGEST = 64 * 1024;

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("asked", at.toString())
                .put("at_once", atOnce);
        PublicFiles.replace(folder.askedLog(), json.toPrettyString() + "\n");
    }

    /** The last that was asked for, whether it has been made since or not. */
    public static Optional<AskedLog> find(DataFolder folder) throws IOException {
        var file = folder.askedLog();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            return Optional.of(new AskedLog(
                    Instant.parse(json.path("asked").asString("")),
                    json.path("at_once").asBoolean(false)));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged: delete it, and ask again", e);
        }
    }

    /** Whether one of these was made for it, or after it. */
    public boolean isAnsweredBy(List<MadeLog> logs) {
        return logs.stream().anyMatch(log -> !log.created().isBefore(at));
    }
}
