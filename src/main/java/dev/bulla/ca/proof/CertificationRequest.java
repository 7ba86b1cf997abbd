/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import java.util.Optional;

/**
 * A certificate signing request (RFC 2986). Only its key and its signature are of interest: name, attributes and requested
 * extensions are passed over, because what a certificate says comes from the token.
 *
 * @param signed    what the signature covers
 * @param scheme    how it was signed, if that is a way we verify
 */
record CertificationRequest(Bytes signed, ClaimedKey key, Optional<SignatureScheme> scheme, Bytes signature) {
    private static final String LABEL = "CERTIFICATE REQUEST";
    private static final String OLD_LABEL = "NEW CERTIFICATE REQUEST";
    private static final int ATTRIBUTES = 0xa0;

    static CertificationRequest read(Bytes pem) {
        try {
            var block = Pem.first(pem)
                    .filter(first ->
                            first.label().equals(LABEL) || first.label().equals(OLD_LABEL))
                    .orElseThrow(() -> new NotDerException("the first PEM block is no certificate request"));
            return parse(DerInput.of(block.content()));
        } catch (NotDerException e) {
            throw new RefusedException(Refusal.CSR_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static CertificationRequest parse(DerInput der) {
        var request = der.inside(DerInput.SEQUENCE);
        der.end();
        var signed = request.element(DerInput.SEQUENCE);
        var algorithm = request.element(DerInput.SEQUENCE);
        var signature = request.bits().rest();
        request.end();
        return new CertificationRequest(signed, keyIn(signed), SignatureAlgorithms.schemeOf(algorithm), signature);
    }

    private static ClaimedKey keyIn(Bytes signed) {
        var content = DerInput.of(signed).inside(DerInput.SEQUENCE);
        content.integer();
        content.element(DerInput.SEQUENCE);
        var key = PublicKeyReader.next(content);
        content.element(ATTRIBUTES);
        content.end();
        return key;
    }
}
