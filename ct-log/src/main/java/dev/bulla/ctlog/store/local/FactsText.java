/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What never changes about a log, as JSON of exactly one form. */
public final class FactsText {
    private static final String FORM = """
            {
              "format": 1,
              "origin": "%s",
              "log_id": "%s",
              "key": "%s",
              "window_start": "%s",
              "window_end": "%s",
              "leaf_index": %s,
              "created": "%s"
            }
            """;
    private static final Pattern PATTERN = Pattern.compile(Pattern.quote(FORM).replace("%s", "\\E([^\"\\s]*)\\Q"));

    private FactsText() {}

    /**
     * The facts that a text tells.
     *
     * @param place where it stands
     */
    public static LogFacts parse(Bytes encoded, Object place) throws OpenRefusedException {
        var matcher = PATTERN.matcher(new String(encoded.toArray(), StandardCharsets.US_ASCII));
        try {
            if (matcher.matches()) {
                var facts = parsed(matcher);
                if (encoded(facts).equals(encoded)) {
                    return facts;
                }
            }
            throw new OpenRefusedException(place + ": is not what this version wrote; restore it from a copy");
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new OpenRefusedException(place + ": holds a value that is none; restore it from a copy", e);
        }
    }

    private static LogFacts parsed(MatchResult values) {
        return new LogFacts(
                values.group(1),
                bytes(values.group(2)).hashAt(0),
                bytes(values.group(3)),
                Instant.parse(values.group(4)),
                Instant.parse(values.group(5)),
                Boolean.parseBoolean(values.group(6)),
                Instant.parse(values.group(7)));
    }

    public static Bytes encoded(LogFacts facts) {
        var text = FORM.formatted(
                facts.origin(),
                base64(facts.logId().toBytes()),
                base64(facts.publicKey().toArray()),
                facts.windowStart(),
                facts.windowEnd(),
                facts.leafIndex(),
                facts.created());
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes bytes(String base64) {
        return Bytes.view(Base64.getDecoder().decode(base64));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
