/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the body of a submission: {@code {"chain": [...]}}, with certificates as base64. Other names are passed over; what is
 * known is strict, so that no two texts of base64 stand for one certificate.
 */
final class SubmittedChain {
    private static final int MOST_CERTIFICATES = 10;
    private static final int DEEPEST = 16;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(SubmittedBody.LARGEST)
            .build();

    private @Nullable List<byte[]> certificates;

    private SubmittedChain() {}

    /** Throws {@link TurnedAwayException} if the first bytes are no such body. */
    static List<byte[]> read(byte[] body, int length) {
        try (var json = factoryOfOneRequest().createParser(ObjectReadContext.empty(), body, 0, length)) {
            var chain = new SubmittedChain();
            chain.readObject(json);
            return chain.certificates();
        } catch (JacksonException e) {
            throw TurnedAwayException.malformed("the body is not JSON");
        }
    }

    /** A factory remembers every name it has met, and strangers choose the names: so each request has its own. */
    private static JsonFactory factoryOfOneRequest() {
        return JsonFactory.builder().streamReadConstraints(LIMITS).build();
    }

    private void readObject(JsonParser json) {
        require(json.nextToken() == JsonToken.START_OBJECT, "the body is no JSON object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var isChain = json.currentName().equals("chain");
            json.nextToken();
            if (isChain) {
                require(certificates == null, "the chain is there twice");
                certificates = chain(json);
            } else {
                json.skipChildren();
            }
        }
        require(json.nextToken() == null, "something follows the JSON object");
    }

    private static List<byte[]> chain(JsonParser json) {
        require(json.currentToken() == JsonToken.START_ARRAY, "the chain is no list");
        var certificates = new ArrayList<byte[]>(MOST_CERTIFICATES);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.VALUE_STRING, "the chain holds something else than text");
            require(
                    certificates.size() < MOST_CERTIFICATES,
                    "the chain has more than " + MOST_CERTIFICATES + " certificates");
            certificates.add(decoded(json.getString()));
        }
        return certificates;
    }

    private static byte[] decoded(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            require(Base64.getEncoder().encodeToString(bytes).equals(text), "a certificate is not whole base64");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw TurnedAwayException.malformed("a certificate is not base64");
        }
    }

    private List<byte[]> certificates() {
        if (certificates == null) {
            throw TurnedAwayException.malformed("there is no chain");
        }
        return certificates;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw TurnedAwayException.malformed(otherwise);
        }
    }
}
