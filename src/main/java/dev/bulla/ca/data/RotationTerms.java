/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the settings of a server say that rotations depend on, for the commands beside it.
 *
 * @param publishLead how long verifiers get to learn of a key before it is used
 * @param lifetime    of the certificates that it issues
 * @param shards      how long its log's are for
 */
public record RotationTerms(Duration publishLead, Duration lifetime, String shards) {
    /** The word for a log without them. */
    public static final String NO_SHARDS = "none";

    public static final RotationTerms USUAL = new RotationTerms(Duration.ofDays(2), Duration.ofMinutes(10), NO_SHARDS);

    private static final int LARGEST = 64 * 1024;

    /** What was begun with a key may take a while, and clocks differ. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** How long after it was replaced a key is to be believed, so that no signature is cut off. */
    public Duration believedAfter(KnownKey.Kind kind) {
        return kind == KnownKey.Kind.AUTHORITY ? lifetime.plus(SLACK) : SLACK;
    }

    /** How long after it was asked for a log begins. What is issued belongs to it a lifetime earlier, since that ends then. */
    public Duration untilLogTakes() {
        return publishLead.plus(lifetime);
    }

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("publish_lead", publishLead.toString())
                .put("certificate_lifetime", lifetime.toString())
                .put("log_shards", shards);
        PublicFiles.replace(folder.rotationTerms(), json.toPrettyString() + "\n");
    }

    /** The usual ones where no server has noted others. */
    public static RotationTerms of(DataFolder folder) throws IOException {
        var file = folder.rotationTerms();
        if (!Files.exists(file)) {
            return USUAL;
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            return new RotationTerms(
                    Duration.parse(json.path("publish_lead").asString("")),
                    Duration.parse(json.path("certificate_lifetime").asString("")),
                    json.path("log_shards").asString(NO_SHARDS));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged; the next start of the server writes it anew", e);
        }
    }
}
