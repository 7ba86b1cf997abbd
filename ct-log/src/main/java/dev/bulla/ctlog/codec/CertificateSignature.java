/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * A certificate's signature and what it is over (RFC 5280, section 4.1.1).
 *
 * @param content   the signed bytes
 * @param algorithm identifier of the algorithm with its parameters, as an element
 */
public record CertificateSignature(Bytes content, Bytes algorithm, Bytes signature) {

    public static CertificateSignature parse(Bytes certificate) {
        var fields = DerCursor.only(DerCursor.SEQUENCE, certificate).inside();
        var content = fields.take(DerCursor.SEQUENCE);
        var algorithm = fields.take(DerCursor.SEQUENCE).encoded();
        var signature = PublicKeyInfo.wholeBytes(fields.take(DerCursor.BIT_STRING), "signature");
        fields.expectEnd();
        if (!signedAlgorithm(content.inside()).equals(algorithm)) {
            throw new MalformedException("the algorithm that is signed is not the one beside the signature");
        }
        return new CertificateSignature(content.encoded(), algorithm, signature);
    }

    private static Bytes signedAlgorithm(DerCursor fields) {
        fields.takeIf(DerCursor.explicit(0));
        fields.take(DerCursor.INTEGER);
        return fields.take(DerCursor.SEQUENCE).encoded();
    }
}
