/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * The bytes that are signed: OLPC's canonical JSON. Members are sorted, nothing stands between tokens, numbers are whole, and of
 * all characters only the quotation mark and the backslash are escaped, so that a line feed stands there as itself.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static byte[] of(JsonNode node) {
        var text = new StringBuilder();
        write(node, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder to) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, to);
            case ARRAY -> writeArray(node, to);
            case STRING -> writeText(node.stringValue(), to);
            case NUMBER -> to.append(whole(node));
            case BOOLEAN -> to.append(node.booleanValue());
            case NULL -> to.append("null");
            default -> throw new IllegalArgumentException("canonical JSON has no " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode node, StringBuilder to) {
        var separator = '{';
        // By code points, as others sort; names here are ASCII, where that is the order of Java's strings.
        for (var name : node.propertyNames().stream().sorted().toList()) {
            to.append(separator);
            writeText(name, to);
            write(node.get(name), to.append(':'));
            separator = ',';
        }
        to.append(separator == '{' ? "{}" : "}");
    }

    private static void writeArray(JsonNode node, StringBuilder to) {
        var separator = '[';
        for (var element : node) {
            write(element, to.append(separator));
            separator = ',';
        }
        to.append(separator == '[' ? "[]" : "]");
    }

    private static void writeText(String text, StringBuilder to) {
        to.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    private static String whole(JsonNode number) {
        if (!number.isIntegralNumber()) {
            throw new IllegalArgumentException("canonical JSON has whole numbers only, not " + number);
        }
        return number.bigIntegerValue().toString();
    }
}
