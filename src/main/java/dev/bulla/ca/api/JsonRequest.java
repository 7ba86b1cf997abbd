/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.x509.Bytes;

/** Reads a request for a certificate in the second version of the protocol. The algorithm of a key is ignored. */
final class JsonRequest {
    private static final String ONEOF = "dev.sigstore.fulcio.v2.CreateSigningCertificateRequest.key";

    private SigningMessage message = SigningMessage.EMPTY;
    private boolean hasKey;

    private JsonRequest() {}

    /**
     * Reads the first value among the first bytes. A body without any value is an empty message.
     *
     * @param cut whether the body went on behind these bytes
     */
    static SigningMessage read(byte[] body, int length, boolean cut) {
        var request = new JsonRequest();
        ProtoJson.read(body, length, cut, JsonField.class, json -> request.read(json, JsonField.Message.REQUEST));
        return request.message;
    }

    private void read(ProtoJson<JsonField> json, JsonField.Message type) {
        json.object(type.fields(), field -> read(json, field));
    }

    private void read(ProtoJson<JsonField> json, JsonField field) {
        if (field.isKey()) {
            claimKey(json);
        }
        switch (field) {
            case CREDENTIALS -> read(json, JsonField.Message.CREDENTIALS);
            case PUBLIC_KEY_REQUEST -> read(json, JsonField.Message.PUBLIC_KEY_REQUEST);
            case PUBLIC_KEY -> read(json, JsonField.Message.PUBLIC_KEY);
            case ALGORITHM -> json.passOverEnum();
            case OIDC_IDENTITY_TOKEN -> message = message.withToken(json.string());
            case CONTENT -> message = message.withPublicKey(Bytes.utf8(json.string()));
            case PROOF_OF_POSSESSION -> message = message.withProof(json.bytes());
            case CERTIFICATE_SIGNING_REQUEST -> message = message.withRequest(json.bytes());
        }
    }

    private void claimKey(ProtoJson<JsonField> json) {
        if (hasKey) {
            throw json.alreadySet(ONEOF);
        }
        hasKey = true;
    }
}
