/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log whose newest entries are lost. It must not go on, since it would promise their places a second time. What it promised until it
 * was cut off counts, also where the entry is not there any more.
 *
 * @param at when it was put back without them
 */
public record CutOffLog(String shard, Instant at) {
    private static final int LARGEST = 64 * 1024;

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared().createObjectNode().put("cut_off", at.toString());
        PublicFiles.replace(folder.cutOffLog(shard), json.toPrettyString() + "\n");
    }

    static Optional<CutOffLog> find(DataFolder folder, String shard) throws IOException {
        var file = folder.cutOffLog(shard);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            return Optional.of(
                    new CutOffLog(shard, Instant.parse(json.path("cut_off").asString(""))));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }
}
