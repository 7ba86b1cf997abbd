/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** YAML that is being written, two spaces deeper for what belongs to something. What is empty or false is left out. */
final class YamlText {
    private final StringBuilder text;
    private final String indent;

    YamlText() {
        this(new StringBuilder(), "");
    }

    private YamlText(StringBuilder text, String indent) {
        this.text = text;
        this.indent = indent;
    }

    /** A place to write what belongs to the key. */
    YamlText below(String key) {
        line(key + ":");
        return deeper();
    }

    /** The same for a key that may be any text. */
    YamlText belowText(String key) {
        return below(quoted(key));
    }

    YamlText comment(String comment) {
        return line("# " + comment);
    }

    YamlText text(String key, String value) {
        return value.isEmpty() ? this : line(key + ": " + quoted(value));
    }

    YamlText flag(String key, boolean value) {
        return value ? line(key + ": true") : this;
    }

    YamlText texts(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            var inside = below(key);
            new TreeMap<>(values).forEach((name, value) -> inside.line(quoted(name) + ": " + quoted(value)));
        }
        return this;
    }

    YamlText texts(String key, Collection<String> values) {
        return values.isEmpty()
                ? this
                : line(key + ": ["
                        + String.join(
                                ", ", values.stream().map(YamlText::quoted).toList()) + "]");
    }

    /** Begins an item of a list with its first key; the others are written to what it returns. */
    YamlText item(String key, String value) {
        line("- " + key + ": " + quoted(value));
        return deeper();
    }

    private YamlText deeper() {
        return new YamlText(text, indent + "  ");
    }

    private YamlText line(String line) {
        text.append(indent).append(line).append('\n');
        return this;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** A text that no reader of YAML takes for a number, a date or a comment, nor a terminal for a command. */
    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || (c > '~' && !Character.isLetterOrDigit(c))) {
                        quoted.append("\\U%08x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
