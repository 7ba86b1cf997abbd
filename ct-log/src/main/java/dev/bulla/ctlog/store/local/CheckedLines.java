/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A small text that notices when a byte of it changed: a title with the format's number, lines of a name and a value, and the
 * hash of all that.
 */
public final class CheckedLines {
    private static final String HASH = "sha256";

    private final List<String> lines;
    private int position;

    private CheckedLines(List<String> lines) {
        this.lines = lines;
    }

    public static CheckedLines of(String title) {
        return new CheckedLines(new ArrayList<>(List.of(title)));
    }

    public CheckedLines with(String name, Object value) {
        lines.add(name + " " + value);
        return this;
    }

    public Bytes encoded() {
        var content = text(lines);
        return bytes(content + HASH + " " + hash(content) + "\n");
    }

    /** Takes a text apart whose hash is right, or throws {@link MalformedException}. */
    public static CheckedLines parse(String title, Bytes encoded) {
        var text = new String(encoded.toArray(), StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<>(text.lines().toList());
        if (lines.size() < 2 || !lines.getFirst().equals(title)) {
            throw new MalformedException("does not begin with \"%s\"".formatted(title));
        }
        lines.removeLast();
        var parsed = new CheckedLines(lines);
        if (!parsed.encoded().equals(encoded)) {
            throw new MalformedException("is damaged: it is not what its hash says");
        }
        parsed.position = 1;
        return parsed;
    }

    /** The value of the next line, which must have this name. */
    public String next(String name) {
        if (position == lines.size() || !lines.get(position).startsWith(name + " ")) {
            throw new MalformedException("has no \"%s\" where it is expected".formatted(name));
        }
        return lines.get(position++).substring(name.length() + 1);
    }

    public long nextNumber(String name) {
        try {
            return Long.parseLong(next(name));
        } catch (NumberFormatException _) {
            throw new MalformedException("has no number for \"%s\"".formatted(name));
        }
    }

    public Hash nextHash(String name) {
        try {
            var bytes = HexFormat.of().parseHex(next(name));
            return Bytes.view(bytes).hashAt(0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw new MalformedException("has no hash for \"%s\"".formatted(name));
        }
    }

    public void expectEnd() {
        if (position != lines.size()) {
            throw new MalformedException("has lines that nobody knows");
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static Hash hash(String content) {
        return Hash.sha256(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
