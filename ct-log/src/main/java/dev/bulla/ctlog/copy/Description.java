/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.LogFacts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a log says of itself in {@code log.v3.json}, as far as a copy needs it. Any log may have written it, so only what is
 * looked for must be in it.
 */
public record Description(Bytes key, Instant start, Instant end) {
    private static final int LARGEST = 1 << 20;

    /** Reads what is there, or throws {@link MalformedException}. */
    public static Description parse(Bytes json) {
        if (json.size() > LARGEST) {
            throw new MalformedException("it is larger than a description");
        }
        var text = new String(json.toArray(), StandardCharsets.UTF_8);
        var key = bytes(text, "key");
        if (!bytes(text, "log_id").equals(Bytes.view(Hash.sha256(key.toArray()).toBytes()))) {
            throw new MalformedException("its log id is not that of its key");
        }
        return new Description(key, time(text, "start_inclusive"), time(text, "end_exclusive"));
    }

    /** What follows for a log of this name. When it was made nobody says; its window tells since when it counts. */
    public LogFacts facts(String origin, boolean leafIndex) {
        try {
            return new LogFacts(origin, Hash.sha256(key.toArray()), key, start, end, leafIndex, start);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a log with these facts could say so. */
    public boolean fits(LogFacts facts) {
        return key.equals(facts.publicKey()) && start.equals(facts.windowStart()) && end.equals(facts.windowEnd());
    }

    private static Bytes bytes(String json, String name) {
        return Base64Text.parse(member(json, name, "[A-Za-z0-9+/=]{1,4096}"), name);
    }

    private static Instant time(String json, String name) {
        try {
            return Instant.parse(member(json, name, "[0-9TZ:.+-]{1,40}"));
        } catch (DateTimeException _) {
            throw new MalformedException("its " + name + " is no time");
        }
    }

    private static String member(String json, String name, String form) {
        var found =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"(" + form + ")\"").matcher(json);
        if (!found.find()) {
            throw new MalformedException("it names no " + name);
        }
        return found.group(1);
    }
}
