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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * When a key came into the data folder, and what became of it: verifiers are told to believe it from then on. Each has a file of its
 * own, so that a server and the commands beside it do not write over each other.
 *
 * @param sha256    of the certificate, or of the key, in hex
 * @param entered   when it came
 * @param announced whether verifiers could learn of it before anything was signed with it
 */
public record KnownKey(Kind kind, String sha256, Instant entered, boolean announced, Life life) {
    private static final int LARGEST = 64 * 1024;

    /** Something may have been signed by a clock that was behind ours, and nobody was told to wait. */
    private static final Duration BEFORE_ITS_NEWS = Duration.ofDays(1);

    /** Whose key it is. */
    public enum Kind {
        AUTHORITY,
        LOG,
        TIMESTAMPER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a key: each of these comes after the one before it, or never.
     *
     * @param used     since when a server signs with it
     * @param replaced since when it signs with another one instead
     * @param end      until when it is believed, if it is over
     */
    public record Life(Optional<Instant> used, Optional<Instant> replaced, Optional<Instant> end) {
        static final Life ANNOUNCED = new Life(Optional.empty(), Optional.empty(), Optional.empty());

        static Life usedFrom(Instant now) {
            return new Life(Optional.of(now), Optional.empty(), Optional.empty());
        }
    }

    /** Remembers a key that is in use from now on, unless it is known. */
    public static KnownKey enter(DataFolder folder, Kind kind, String sha256, Instant now) throws IOException {
        var known = find(folder, kind, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        var key = unannounced(kind, sha256, now.truncatedTo(ChronoUnit.SECONDS));
        key.write(folder);
        return key;
    }

    static KnownKey unannounced(Kind kind, String sha256, Instant now) {
        return new KnownKey(kind, sha256, now, false, Life.usedFrom(now));
    }

    /** The first moment at which something that it signed is believed. */
    public Instant start() {
        return announced ? entered : entered.minus(BEFORE_ITS_NEWS);
    }

    /** Until when it is believed, if it is over. */
    public Optional<Instant> end() {
        return life.end();
    }

    public boolean wasUsed() {
        return life.used().isPresent();
    }

    public boolean isInUse() {
        return wasUsed() && life.replaced().isEmpty();
    }

    /** Whatever was thought of it before: a key that signs is neither replaced nor over. */
    KnownKey inUse(Instant now) {
        return isInUse() && life.end().isEmpty()
                ? this
                : with(Life.usedFrom(life.used().orElse(now)));
    }

    KnownKey replaced(Instant now) {
        return with(new Life(life.used(), Optional.of(now), life.end()));
    }

    KnownKey ended(Instant end) {
        return with(new Life(life.used(), life.replaced(), Optional.of(end)));
    }

    private KnownKey with(Life changed) {
        return new KnownKey(kind, sha256, entered, announced, changed);
    }

    public void write(DataFolder folder) throws IOException {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("entered", entered.toString())
                .put("announced", announced);
        life.used().ifPresent(moment -> json.put("used", moment.toString()));
        life.replaced().ifPresent(moment -> json.put("replaced", moment.toString()));
        life.end().ifPresent(moment -> json.put("end", moment.toString()));
        PublicFiles.replace(folder.knownKey(kind.word(), sha256), json.toPrettyString() + "\n");
    }

    public static Optional<KnownKey> find(DataFolder folder, Kind kind, String sha256) throws IOException {
        var file = folder.knownKey(kind.word(), sha256);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            var entered = Instant.parse(json.path("entered").asString(""));
            var announced = json.path("announced").asBoolean(false);
            // Of a folder of before anything was announced, every key was in use when it came.
            var used = moment(json, "used").or(() -> announced ? Optional.empty() : Optional.of(entered));
            var life = new Life(used, moment(json, "replaced"), moment(json, "end"));
            return Optional.of(new KnownKey(kind, sha256, entered, announced, life));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged: restore it from a copy", e);
        }
    }

    private static Optional<Instant> moment(JsonNode json, String name) {
        return Optional.of(json.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }
}
