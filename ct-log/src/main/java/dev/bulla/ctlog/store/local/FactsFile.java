/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What never changes about a log, as JSON of exactly one form. It is written once. */
public final class FactsFile {
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

    private final SmallFile file;

    public FactsFile(Disk disk, LogFolder folder) {
        this.file = new SmallFile(disk, folder.facts());
    }

    /** The facts, if there is a log. */
    public Optional<LogFacts> read() throws IOException, OpenRefusedException {
        var encoded = file.read();
        return encoded.isEmpty() ? Optional.empty() : Optional.of(parsed(encoded.get()));
    }

    /** Writes the facts of a new log. They are durable when this returns. */
    public void create(LogFacts facts) throws IOException, OpenRefusedException {
        if (file.read().isPresent()) {
            throw new OpenRefusedException(file.path() + ": there is a log already");
        }
        file.replace(encoded(facts));
    }

    private LogFacts parsed(Bytes encoded) throws OpenRefusedException {
        var matcher = PATTERN.matcher(new String(encoded.toArray(), StandardCharsets.US_ASCII));
        try {
            if (matcher.matches()) {
                var facts = parse(matcher);
                if (encoded(facts).equals(encoded)) {
                    return facts;
                }
            }
            throw new OpenRefusedException(file.path() + ": is not what this version wrote; restore it from a copy");
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new OpenRefusedException(file.path() + ": holds a value that is none; restore it from a copy", e);
        }
    }

    private static LogFacts parse(MatchResult values) {
        return new LogFacts(
                values.group(1),
                bytes(values.group(2)).hashAt(0),
                bytes(values.group(3)),
                Instant.parse(values.group(4)),
                Instant.parse(values.group(5)),
                Boolean.parseBoolean(values.group(6)),
                Instant.parse(values.group(7)));
    }

    private static Bytes encoded(LogFacts facts) {
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
