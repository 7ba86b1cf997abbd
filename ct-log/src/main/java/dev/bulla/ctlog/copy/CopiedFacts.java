/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.local.CheckedLines;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log was made with, as far as the pages of static-ct do not tell: without it nobody could go on with the log. A byte of
 * it that changed is noticed.
 *
 * @param roots to which submitted chains may lead, where the log keeps them
 */
public record CopiedFacts(LogFacts facts, List<Bytes> roots) {
    private static final String TITLE = "bulla log copy 1";
    private static final int MOST_ROOTS = 10_000;

    public CopiedFacts {
        roots = List.copyOf(roots);
    }

    /** The file that a copy has them in. */
    public Item item() {
        var lines = CheckedLines.of(TITLE)
                .with("origin", facts.origin())
                .with("key", text(facts.publicKey()))
                .with("window-start", facts.windowStart())
                .with("window-end", facts.windowEnd())
                .with("leaf-index", facts.leafIndex())
                .with("created", facts.created())
                .with("roots", roots.size());
        roots.forEach(root -> lines.with("root", text(root)));
        return new Item(TilePath.FACTS, lines.encoded());
    }

    /** The facts in a copy, which must be there and sound. */
    public static CopiedFacts in(LogSource copy)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var content = copy.read(TilePath.FACTS)
                .orElseThrow(() -> new DamagedSourceException(
                        TilePath.FACTS, "the file is missing, and only it says what the log was made with"));
        try {
            return parse(content);
        } catch (MalformedException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedSourceException(TilePath.FACTS, String.valueOf(e.getMessage()));
        }
    }

    private static CopiedFacts parse(Bytes content) {
        if (content.size() > LogSource.LARGEST) {
            throw new MalformedException("is too large");
        }
        var lines = CheckedLines.parse(TITLE, content);
        var origin = lines.next("origin");
        var key = bytes(lines.next("key"));
        var facts = new LogFacts(
                origin,
                Hash.sha256(key.toArray()),
                key,
                Instant.parse(lines.next("window-start")),
                Instant.parse(lines.next("window-end")),
                Boolean.parseBoolean(lines.next("leaf-index")),
                Instant.parse(lines.next("created")));
        var count = lines.nextNumber("roots");
        if (count < 0 || count > MOST_ROOTS) {
            throw new MalformedException("names " + count + " roots");
        }
        var roots = new ArrayList<Bytes>();
        while (roots.size() < count) {
            roots.add(bytes(lines.next("root")));
        }
        lines.expectEnd();
        return new CopiedFacts(facts, roots);
    }

    private static String text(Bytes bytes) {
        return Base64Text.of(bytes.toArray());
    }

    private static Bytes bytes(String text) {
        return Base64Text.parse(text, "line");
    }
}
