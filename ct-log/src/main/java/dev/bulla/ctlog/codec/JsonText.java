/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Writes a JSON object (RFC 8259) without spaces, its members in the order of the calls. */
public final class JsonText {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out;
    private boolean first = true;

    private JsonText(StringBuilder out) {
        this.out = out;
    }

    /** The object with the members that are written into it. */
    public static String object(Consumer<JsonText> members) {
        var out = new StringBuilder();
        writeObject(out, members);
        return out.toString();
    }

    public JsonText text(String name, String value) {
        name(name);
        writeText(out, value);
        return this;
    }

    public JsonText number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    public JsonText flag(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Bytes in base64 with padding, as all of certificate transparency writes them. */
    public JsonText base64(String name, byte[] value) {
        return text(name, Base64Text.of(value));
    }

    public JsonText object(String name, Consumer<JsonText> members) {
        name(name);
        writeObject(out, members);
        return this;
    }

    /** A list of texts; an empty list is written as one. */
    public JsonText texts(String name, List<String> values) {
        return list(name, values, value -> writeText(out, value));
    }

    /** A list of runs of bytes in base64. */
    public JsonText base64s(String name, List<byte[]> values) {
        return texts(name, values.stream().map(Base64Text::of).toList());
    }

    /** A list of objects. */
    public JsonText objects(String name, List<Consumer<JsonText>> values) {
        return list(name, values, members -> writeObject(out, members));
    }

    private <T> JsonText list(String name, List<T> values, Consumer<T> writer) {
        name(name);
        var separator = '[';
        for (var value : values) {
            out.append(separator);
            writer.accept(value);
            separator = ',';
        }
        out.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    private void name(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        writeText(out, name);
        out.append(':');
    }

    private static void writeObject(StringBuilder out, Consumer<JsonText> members) {
        out.append('{');
        members.accept(new JsonText(out));
        out.append('}');
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            writeCharacter(out, text.charAt(i));
        }
        out.append('"');
    }

    /** Writes all that is not ASCII as an escape, so that the text is the same in every encoding. */
    private static void writeCharacter(StringBuilder out, char character) {
        switch (character) {
            case '"', '\\' -> out.append('\\').append(character);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (character >= 0x20 && character < 0x7f) {
                    out.append(character);
                } else {
                    out.append("\\u").append(HEX.toHexDigits(character));
                }
            }
        }
    }
}
