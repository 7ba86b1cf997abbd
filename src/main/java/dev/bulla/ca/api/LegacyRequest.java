/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.Map;

/**
 * Reads a request for a certificate in the first version of the protocol, which has rules of its own: fields have one name, the key
 * is bytes and may be DER, a signing request goes before a key, a token comes beside the message only, and somebody who sends
 * neither key nor signing request hears so before anybody looks at their token.
 */
final class LegacyRequest {
    private static final Map<String, Field> REQUEST = Map.of(
            "publicKey", Field.PUBLIC_KEY,
            "signedEmailAddress", Field.SIGNED_EMAIL_ADDRESS,
            "certificateSigningRequest", Field.CERTIFICATE_SIGNING_REQUEST);
    private static final Map<String, Field> PUBLIC_KEY = Map.of("algorithm", Field.ALGORITHM, "content", Field.CONTENT);

    private enum Field {
        PUBLIC_KEY,
        SIGNED_EMAIL_ADDRESS,
        CERTIFICATE_SIGNING_REQUEST,
        ALGORITHM,
        CONTENT
    }

    private SigningMessage message = SigningMessage.EMPTY;
    private boolean hasKey;

    private LegacyRequest() {}

    /**
     * Reads the first value among the first bytes. A body without any value is an empty message.
     *
     * @param cut whether the body went on behind these bytes
     */
    static SigningMessage read(byte[] body, int length, boolean cut) {
        var request = new LegacyRequest();
        ProtoJson.read(body, length, cut, Field.class, request::read);
        if (!request.hasKey && request.message.request().isEmpty()) {
            throw new RefusedException(Refusal.KEY_UNREADABLE, "neither a public key nor a signing request was sent");
        }
        return request.message;
    }

    private void read(ProtoJson<Field> json) {
        json.object(REQUEST, field -> read(json, field));
    }

    private void read(ProtoJson<Field> json, Field field) {
        switch (field) {
            case PUBLIC_KEY -> {
                hasKey = true;
                json.object(PUBLIC_KEY, part -> read(json, part));
            }
            case SIGNED_EMAIL_ADDRESS -> message = message.withProof(json.bytes());
            case CERTIFICATE_SIGNING_REQUEST -> message = message.withRequest(json.bytes());
            case ALGORITHM -> json.string();
            case CONTENT -> message = message.withPublicKey(json.bytes());
        }
    }
}
