/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;

/** The public key of a request: a PEM block of one of two kinds, or bare DER, which only the older protocol can carry. */
final class PublicKeyText {
    private static final String INFO = "PUBLIC KEY";
    private static final String PKCS1 = "RSA PUBLIC KEY";

    private PublicKeyText() {}

    static ClaimedKey read(Bytes sent) {
        try {
            var key = Pem.first(sent).map(PublicKeyText::inBlock).orElseGet(() -> onlyInfo(sent));
            if (key instanceof ClaimedKey.Unknown) {
                throw new NotDerException("the key algorithm is unknown");
            }
            return key;
        } catch (NotDerException e) {
            throw new RefusedException(Refusal.KEY_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static ClaimedKey inBlock(Pem block) {
        return switch (block.label()) {
            case INFO -> onlyInfo(block.content());
            case PKCS1 -> PublicKeyReader.pkcs1(block.content());
            default -> throw new NotDerException("the first PEM block is no public key");
        };
    }

    private static ClaimedKey onlyInfo(Bytes der) {
        var input = DerInput.of(der);
        var key = PublicKeyReader.next(input);
        input.end();
        return key;
    }
}
