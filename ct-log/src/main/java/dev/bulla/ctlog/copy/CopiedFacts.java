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
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log was made with, as far as the pages of static-ct do not tell: without it nobody could go on with the log. A byte of
 * it that changed is noticed.
 *
 * @param name  by which whoever runs the log knows it
 * @param roots to which submitted chains may lead, where the log keeps them
 */
public record CopiedFacts(String name, LogFacts facts, List<Bytes> roots) {
    private static final String TITLE = "bulla log copy 1";
    private static final int MOST_ROOTS = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public CopiedFacts {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a log: " + name);
        }
        roots = List.copyOf(roots);
    }

    /** Those of a log that is kept in a folder of this name. */
    public static CopiedFacts of(Path folder, LogFacts facts, List<Bytes> roots) {
        var name = String.valueOf(folder.getFileName());
        return NAME.matcher(name).matches()
                ? new CopiedFacts(name, facts, roots)
                : new CopiedFacts(year(facts), facts, roots);
    }

    /** Those of a log of which no more is known than what it publishes: it is called after the year in which its window begins. */
    public static CopiedFacts of(LogFacts facts) {
        return new CopiedFacts(year(facts), facts, List.of());
    }

    private static String year(LogFacts facts) {
        return String.valueOf(facts.windowStart().atZone(ZoneOffset.UTC).getYear());
    }

    /** The file that a copy has them in. */
    public Item item() {
        var lines = CheckedLines.of(TITLE)
                .with("name", name)
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
        var name = lines.next("name");
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
        return new CopiedFacts(name, facts, roots);
    }

    private static String text(Bytes bytes) {
        return Base64Text.of(bytes.toArray());
    }

    private static Bytes bytes(String text) {
        return Base64Text.parse(text, "line");
    }
}
