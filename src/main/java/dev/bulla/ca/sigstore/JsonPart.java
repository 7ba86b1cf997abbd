/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import dev.bulla.ca.x509.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a document in protobuf's JSON, which knows where in the document it stands. What is null is not there; what is there
 * has the type that is asked for, or the document is malformed.
 */
public final class JsonPart {
    /** As many as nobody needs, and few enough to be held. */
    private static final int MOST_ELEMENTS = 1024;

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String path;
    private final JsonNode node;

    private JsonPart(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** A whole document, which is an object. */
    public static JsonPart document(byte[] content, int largest) throws MalformedDocumentException {
        if (content.length > largest) {
            throw new MalformedDocumentException(
                    "the document has " + content.length + " bytes: at most " + largest + " are read");
        }
        try {
            var node = MAPPER.readTree(content);
            if (!node.isObject()) {
                throw new MalformedDocumentException("the document is no JSON object");
            }
            return new JsonPart("", node);
        } catch (JacksonException e) {
            throw new MalformedDocumentException("the document is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What stands under a name, given in lowerCamelCase. */
    public Optional<JsonPart> find(String name) throws MalformedDocumentException {
        if (!node.isObject()) {
            throw wrong("is no object");
        }
        var found = node.get(name);
        if (found == null) {
            found = node.get(snake(name));
        }
        return found == null || found.isNull() ? Optional.empty() : Optional.of(new JsonPart(inside(name), found));
    }

    public JsonPart get(String name) throws MalformedDocumentException {
        return find(name).orElseThrow(() -> new MalformedDocumentException(inside(name) + " is missing"));
    }

    /** The elements under a name, none if there is nothing. */
    public List<JsonPart> list(String name) throws MalformedDocumentException {
        var list = find(name);
        return list.isEmpty() ? List.of() : list.get().elements();
    }

    private List<JsonPart> elements() throws MalformedDocumentException {
        if (!node.isArray()) {
            throw wrong("is no list");
        }
        if (node.size() > MOST_ELEMENTS) {
            throw wrong("has " + node.size() + " elements: at most " + MOST_ELEMENTS + " are read");
        }
        var parts = new ArrayList<JsonPart>(node.size());
        for (var i = 0; i < node.size(); i++) {
            parts.add(new JsonPart(path + "[" + i + "]", node.get(i)));
        }
        return parts;
    }

    public String text() throws MalformedDocumentException {
        return node.stringValueOpt().orElseThrow(() -> wrong("is no text"));
    }

    /** The text under a name, empty if there is none. */
    public String text(String name) throws MalformedDocumentException {
        var text = find(name);
        return text.isEmpty() ? "" : text.get().text();
    }

    /** Bytes in either alphabet of base64, with padding or without. */
    public Bytes bytes() throws MalformedDocumentException {
        var text = text().replace('-', '+').replace('_', '/');
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw wrong("is no base64", e);
        }
    }

    public Instant instant() throws MalformedDocumentException {
        try {
            return Instant.parse(text());
        } catch (DateTimeException e) {
            throw wrong("is no RFC 3339 time", e);
        }
    }

    /** A number, which protobuf writes as text if it may be long. */
    public long number() throws MalformedDocumentException {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException e) {
            throw wrong("is no whole number", e);
        }
    }

    /** The number under a name, zero if there is none. */
    public long number(String name) throws MalformedDocumentException {
        var number = find(name);
        return number.isEmpty() ? 0 : number.get().number();
    }

    /** That this part of the document is not what it should be. */
    public MalformedDocumentException wrong(String what) {
        return new MalformedDocumentException(place() + " " + what);
    }

    public MalformedDocumentException wrong(String what, Throwable cause) {
        return new MalformedDocumentException(place() + " " + what, cause);
    }

    private String place() {
        return path.isEmpty() ? "the document" : path;
    }

    private String inside(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String snake(String camel) {
        var snake = new StringBuilder();
        for (var i = 0; i < camel.length(); i++) {
            var c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
