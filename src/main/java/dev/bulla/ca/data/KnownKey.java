/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * When a key came into the data folder: verifiers are told to believe it from then on. Each has a file of its own, so that a
 * server and the commands beside it never write over each other.
 *
 * @param sha256    of the certificate, or of the key, in hex
 * @param entered   when it came
 * @param announced whether verifiers could learn of it before anything was signed with it
 * @param end       until when it is believed, if it is over
 */
public record KnownKey(Kind kind, String sha256, Instant entered, boolean announced, Optional<Instant> end) {
    private static final int LARGEST = 64 * 1024;

    /** Something may have been signed by a clock that was behind ours, and nobody was told to wait. */
    private static final Duration BEFORE_ITS_NEWS = Duration.ofDays(1);

    /** Whose key it is. */
    public enum Kind {
        AUTHORITY,
        LOG,
        TIMESTAMPER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Remembers a key that is in use from now on, unless it is known. */
    public static KnownKey enter(DataFolder folder, Kind kind, String sha256, Instant now) throws IOException {
        var known = find(folder, kind, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        var key = new KnownKey(kind, sha256, now.truncatedTo(ChronoUnit.SECONDS), false, Optional.empty());
        key.write(folder);
        return key;
    }

    /** The first moment at which something that it signed is believed. */
    public Instant start() {
        return announced ? entered : entered.minus(BEFORE_ITS_NEWS);
    }

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("entered", entered.toString())
                .put("announced", announced);
        end.ifPresent(moment -> json.put("end", moment.toString()));
        PublicFiles.replace(folder.knownKey(kind.word(), sha256), json.toPrettyString() + "\n");
    }

    public static Optional<KnownKey> find(DataFolder folder, Kind kind, String sha256) throws IOException {
        var file = folder.knownKey(kind.word(), sha256);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var end = Optional.of(json.path("end").asString("")).filter(text -> !text.isEmpty());
            return Optional.of(new KnownKey(
                    kind,
                    sha256,
                    Instant.parse(json.path("entered").asString("")),
                    json.path("announced").asBoolean(false),
                    end.map(Instant::parse)));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }
}
