/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a bundle says was signed. */
public sealed interface SignedContent {
    Bytes signature();

    /**
     * The artifact itself.
     *
     * @param digest of the artifact, which helps to find it and proves nothing
     */
    record Message(Optional<Digest> digest, Bytes signature) implements SignedContent {}

    /**
     * A document about artifacts (DSSE).
     *
     * @param payload     the document
     * @param payloadType what kind of document it is
     * @param keyId       a hint that nothing depends on
     */
    record Envelope(Bytes payload, String payloadType, String keyId, Bytes signature) implements SignedContent {
        /** The kind of document that says something about artifacts. */
        public static final String STATEMENT = "application/vnd.in-toto+json";

        /** What is signed: the document with its kind and both lengths, so that none can be taken for another. */
        static Bytes signed(String payloadType, Bytes payload) {
            var type = payloadType.getBytes(StandardCharsets.UTF_8);
            var out = new ByteArrayOutputStream();
            out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(type);
            out.writeBytes((" " + payload.length() + " ").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(payload.array());
            return Bytes.of(out.toByteArray());
        }

        Bytes signed() {
            return signed(payloadType, payload);
        }
    }
}
