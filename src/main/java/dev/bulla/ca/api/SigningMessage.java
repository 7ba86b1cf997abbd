/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.x509.Bytes;

/**
 * The message of a request for a certificate, whatever it was encoded in. A field that was not sent is empty.
 *
 * @param token     the credential inside the message
 * @param request   the certificate signing request, in PEM
 * @param publicKey in PEM
 * @param proof     the signature of the challenge
 */
record SigningMessage(String token, Bytes request, Bytes publicKey, Bytes proof) {
    static final SigningMessage EMPTY =
            new SigningMessage("", Bytes.of(new byte[0]), Bytes.of(new byte[0]), Bytes.of(new byte[0]));

    SigningMessage withToken(String token) {
        return new SigningMessage(token, request, publicKey, proof);
    }

    SigningMessage withRequest(Bytes request) {
        return new SigningMessage(token, request, publicKey, proof);
    }

    SigningMessage withPublicKey(Bytes publicKey) {
        return new SigningMessage(token, request, publicKey, proof);
    }

    SigningMessage withProof(Bytes proof) {
        return new SigningMessage(token, request, publicKey, proof);
    }

    /**
     * Makes it a request of ours. An empty signing request counts as none; a missing key is left to those who judge keys.
     *
     * @param otherToken the credential that came beside the message, for when there is none inside
     */
    IssuanceRequest named(String id, String otherToken) {
        var key = request.isEmpty() ? new KeyClaim.SignedChallenge(publicKey, proof) : new KeyClaim.Csr(request);
        return new IssuanceRequest(id, token.isEmpty() ? otherToken : token, key);
    }

    /** Leaves out what was sent, the token above all, so that no log line can show it by accident. */
    @Override
    public String toString() {
        return "a request for a certificate";
    }
}
