/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code {"artifactHash": ..., "hashAlgorithm": ...}} and what may stand beside it. Other names are passed over. What is known
 * is there once and of its own type, so that no two readers find different queries in one text.
 */
final class JsonQuery {
    private static final int DEEPEST = 16;
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();

    private @Nullable String artifactHash;
    private @Nullable String hashAlgorithm;
    private @Nullable String policy;
    private @Nullable BigInteger nonce;
    private @Nullable Boolean certificates;

    private JsonQuery() {}

    static TimestampQuery read(byte[] body, int length) {
        try (var json = factoryOfOneQuery().createParser(ObjectReadContext.empty(), body, 0, length)) {
            var query = new JsonQuery();
            query.readObject(json);
            return query.query();
        } catch (JacksonException e) {
            throw RefusedQueryException.malformed("the body is no JSON: send one object");
        }
    }

    /** A factory remembers every name it has met, and strangers choose the names: so each query has its own. */
    private static JsonFactory factoryOfOneQuery() {
        return JsonFactory.builder().streamReadConstraints(LIMITS).build();
    }

    private void readObject(JsonParser json) {
        require(json.nextToken() == JsonToken.START_OBJECT, "the body is no JSON object: send one");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            switch (name) {
                case "artifactHash" -> artifactHash = once(name, artifactHash, text(name, value, json));
                case "hashAlgorithm" -> hashAlgorithm = once(name, hashAlgorithm, text(name, value, json));
                case "tsaPolicyOID" -> policy = once(name, policy, text(name, value, json));
                case "nonce" -> nonce = once(name, nonce, integer(name, value, json));
                case "certificates" -> certificates = once(name, certificates, flag(name, value));
                default -> json.skipChildren();
            }
        }
        require(json.nextToken() == null, "something follows the JSON object: leave it out");
    }

    private static <T> T once(String name, @Nullable T before, T now) {
        require(before == null, name + " is there twice: send it once");
        return now;
    }

    private static String text(String name, JsonToken value, JsonParser json) {
        require(value == JsonToken.VALUE_STRING, name + " is no text: send it in quotation marks");
        return json.getString();
    }

    private static BigInteger integer(String name, JsonToken value, JsonParser json) {
        require(value == JsonToken.VALUE_NUMBER_INT, name + " is no whole number: send digits");
        return json.getBigIntegerValue();
    }

    private static boolean flag(String name, JsonToken value) {
        require(
                value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE,
                name + " is neither true nor false: send one of them");
        return value == JsonToken.VALUE_TRUE;
    }

    private TimestampQuery query() {
        if (artifactHash == null || hashAlgorithm == null) {
            throw RefusedQueryException.malformed("artifactHash or hashAlgorithm is missing: send both");
        }
        return new TimestampQuery(
                ImprintHash.named(hashAlgorithm).imprint(digest(artifactHash)),
                Optional.ofNullable(policy).filter(text -> !text.isEmpty()),
                Optional.ofNullable(nonce),
                Boolean.TRUE.equals(certificates));
    }

    private static byte[] digest(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw RefusedQueryException.malformed("artifactHash is no base64: send the digest in it");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw RefusedQueryException.malformed(otherwise);
        }
    }
}
