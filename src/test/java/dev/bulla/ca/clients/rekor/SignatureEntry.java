/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signature that was verified, as the log records it.
 *
 * @param kind {@code hashedrekord} or {@code dsse}
 * @param body the canonical bytes. Verifiers write them anew from a bundle, so not one may differ
 */
record SignatureEntry(String kind, Bytes body) {
    static final String VERSION = "0.0.2";

    /** All text in an entry is base64 or a name, so that keys in order are all there is to RFC 8785. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** A signature over something of which this is the digest. */
    static SignatureEntry hashed(byte[] digest, ProvenSignature signature) {
        var data = hash(signature.by().hash(), digest);
        return of("hashedrekord", "hashedRekordV002", Map.of("data", data, "signature", signature.canonical()));
    }

    /** A signed envelope with this in it. */
    static SignatureEntry envelope(byte[] payload, List<ProvenSignature> signatures) {
        var sorted = signatures.stream()
                .sorted(Comparator.comparing(signature -> signature.content().array(), Arrays::compareUnsigned))
                .map(ProvenSignature::canonical)
                .toList();
        var hash = hash("SHA2_256", Hash.sha256(payload).toBytes());
        return of("dsse", "dsseV002", Map.of("payloadHash", hash, "signatures", sorted));
    }

    private static Map<String, Object> hash(String algorithm, byte[] digest) {
        return Map.of("algorithm", algorithm, "digest", Base64.getEncoder().encodeToString(digest));
    }

    private static SignatureEntry of(String kind, String form, Map<String, Object> content) {
        var entry = Map.of("apiVersion", VERSION, "kind", kind, "spec", Map.of(form, content));
        return new SignatureEntry(kind, Bytes.of(CANONICAL.writeValueAsBytes(entry)));
    }
}
