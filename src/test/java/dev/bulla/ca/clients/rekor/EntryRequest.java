/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What a client asks to have recorded, as it stands in JSON: nothing of it is believed yet. */
record EntryRequest(
        @Nullable Hashed hashedRekordRequestV002, @Nullable Dsse dsseRequestV002) {

    /** Names are in camel case, and from some clients in snake case. */
    private static final List<JsonMapper> READERS = List.of(
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build(),
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build());

    record Hashed(@Nullable String digest, @Nullable Signed signature) {}

    record Signed(@Nullable String content, @Nullable VerifierKey verifier) {}

    record VerifierKey(
            @Nullable Raw x509Certificate,
            @Nullable Raw publicKey,
            @Nullable String keyDetails) {}

    record Raw(@Nullable String rawBytes) {}

    record Dsse(@Nullable Envelope envelope, @Nullable List<VerifierKey> verifiers) {}

    record Envelope(
            @Nullable String payload,
            @Nullable String payloadType,
            @Nullable List<Line> signatures) {}

    record Line(@Nullable String sig, @Nullable String keyid) {}

    static EntryRequest parse(byte[] body) throws RefusedEntryException {
        var reason = "";
        for (var reader : READERS) {
            try {
                return present(reader.readValue(body, EntryRequest.class), "request");
            } catch (JacksonException e) {
                reason = reason.isEmpty() ? e.getOriginalMessage() : reason;
            }
        }
        throw new RefusedEntryException("the request is not understood: " + reason);
    }

    static <T> T present(@Nullable T part, String name) throws RefusedEntryException {
        if (part == null) {
            throw new RefusedEntryException(name + " is missing");
        }
        return part;
    }

    static byte[] decoded(@Nullable String base64, String name) throws RefusedEntryException {
        try {
            var bytes = Base64.getDecoder().decode(present(base64, name));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Told below, like no bytes at all.
        }
        throw new RefusedEntryException(name + " is no base64");
    }
}
