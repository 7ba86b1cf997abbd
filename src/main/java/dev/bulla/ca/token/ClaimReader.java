/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object as claims.
 *
 * <p>Invalid UTF-8 and, in values, half a surrogate pair become U+FFFD, as elsewhere in the world of tokens; half a pair in
 * a name is refused. Depth is bounded here; length is bounded by whoever took the bytes in.
 */
final class ClaimReader {

    /** What a name that occurs twice in one object means. */
    enum Repeated {
        LAST_COUNTS,
        REFUSED
    }

    private static final int DEEPEST = 64;

    /** Keeps no names for the next document: strangers choose them, and a table of them could be filled and made slow. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser parser;
    private final Repeated repeated;
    private final boolean escaped;

    private ClaimReader(JsonParser parser, Repeated repeated, boolean escaped) {
        this.parser = parser;
        this.repeated = repeated;
        this.escaped = escaped;
    }

    static Map<String, Claim> object(byte[] json, Repeated repeated) throws UnreadableJsonException {
        var text = new String(json, StandardCharsets.UTF_8);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableJsonException("is not a JSON object");
            }
            var members = new ClaimReader(parser, repeated, text.contains("\\u")).members();
            if (parser.nextToken() != null) {
                throw new UnreadableJsonException("goes on after its JSON object");
            }
            return members;
        } catch (JacksonException e) {
            throw new UnreadableJsonException("is not JSON, or is nested deeper than " + DEEPEST);
        }
    }

    private Map<String, Claim> members() throws UnreadableJsonException {
        var members = new LinkedHashMap<String, Claim>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var before = members.put(name, value(parser.nextToken()));
            if (before != null && repeated == Repeated.REFUSED) {
                throw new UnreadableJsonException("names a member twice");
            }
        }
        return members;
    }

    private Claim value(JsonToken token) throws UnreadableJsonException {
        return switch (token) {
            case VALUE_STRING -> new Claim.Text(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Claim.Number(parser.getString());
            case VALUE_TRUE -> new Claim.Truth(true);
            case VALUE_FALSE -> new Claim.Truth(false);
            case VALUE_NULL -> Claim.Null.NULL;
            case START_ARRAY -> new Claim.Items(items());
            case START_OBJECT -> new Claim.Members(members());
            default -> throw new UnreadableJsonException("holds what is not a JSON value");
        };
    }

    private List<Claim> items() throws UnreadableJsonException {
        var items = new ArrayList<Claim>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return items;
    }

    /** Half a surrogate pair can only come from an escape; UTF-16's encoder replaces it. */
    private String wellFormed(String text) {
        return escaped ? new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE) : text;
    }
}
