/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.util.HexFormat;

/** The kinds of public key that certificates hold, and the one form in which each is written (RFC 3279, RFC 8410). */
enum KeyForm {
    P256("301306072a8648ce3d020106082a8648ce3d030107"),
    P384("301006072a8648ce3d020106052b81040022"),
    P521("301006072a8648ce3d020106052b81040023"),
    RSA("300d06092a864886f70d0101010500"),
    ED25519("300506032b6570");

    private static final int UNCOMPRESSED = 4;

    private final byte[] algorithm;

    KeyForm(String algorithm) {
        this.algorithm = HexFormat.of().parseHex(algorithm);
    }

    /** The form of a SubjectPublicKeyInfo. Throws if it is not written in the one form of its kind. */
    static KeyForm of(DerValue publicKeyInfo) {
        var parts = publicKeyInfo.expect(DerValue.SEQUENCE).reader();
        var algorithm = parts.next(DerValue.SEQUENCE);
        var key = parts.next(DerValue.BIT_STRING).bits();
        parts.end();
        for (var form : values()) {
            if (algorithm.isEncoded(form.algorithm) && form.fits(key)) {
                return form;
            }
        }
        throw new MalformedDerException("a public key in none of the known forms");
    }

    private boolean fits(DerValue key) {
        return switch (this) {
            case P256 -> isPoint(key, 32);
            case P384 -> isPoint(key, 48);
            case P521 -> isPoint(key, 66);
            case ED25519 -> key.length() == 32;
            case RSA -> key.length() > 0;
        };
    }

    private static boolean isPoint(DerValue key, int coordinate) {
        return key.length() == 1 + 2 * coordinate && key.at(0) == UNCOMPRESSED;
    }
}
