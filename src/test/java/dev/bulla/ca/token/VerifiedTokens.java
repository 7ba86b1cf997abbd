/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tokens as if they had been verified, for tests of what is made of their claims. */
public final class VerifiedTokens {
    private static final JsonFactory JSON = new JsonFactory();

    private VerifiedTokens() {}

    /** A token with these claims, whose issuer is its {@code iss}. */
    public static VerifiedToken of(String claims) {
        if (claim(claims) instanceof Claim.Members(var values) && values.get("iss") instanceof Claim.Text(var issuer)) {
            return new VerifiedToken(issuer, values);
        }
        throw new IllegalArgumentException("a token needs claims, and an issuer among them");
    }

    /** One claim, from its JSON. */
    public static Claim claim(String json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static Claim read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Claim.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Claim.Number(parser.getString());
            case VALUE_TRUE -> new Claim.Truth(true);
            case VALUE_FALSE -> new Claim.Truth(false);
            case VALUE_NULL -> Claim.Null.NULL;
            case START_ARRAY -> items(parser);
            case START_OBJECT -> members(parser);
            default -> throw new IllegalArgumentException("not a JSON value");
        };
    }

    private static Claim items(JsonParser parser) {
        var values = new ArrayList<Claim>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser));
        }
        return new Claim.Items(values);
    }

    private static Claim members(JsonParser parser) {
        Map<String, Claim> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            values.put(name, read(parser));
        }
        return new Claim.Members(values);
    }
}
