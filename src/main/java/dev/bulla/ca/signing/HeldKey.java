/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/** A private key in the memory of this process, and how it signs. */
final class HeldKey {
    private final PrivateKey key;
    private final String algorithm;
    private final Crypto crypto;

    /** @param algorithm in the Java cryptography architecture */
    HeldKey(PrivateKey key, String algorithm, Crypto crypto) {
        this.key = key;
        this.algorithm = algorithm;
        this.crypto = crypto;
    }

    byte[] sign(byte[] toBeSigned) {
        try {
            var signature = crypto.signature(algorithm);
            signature.initSign(key);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that signed when it was loaded does not sign any more", e);
        }
    }

    /** Signs something and verifies it, so that a key whose numbers contradict each other never gets to sign anything else. */
    void requireSigningFor(PublicKey publicKey) {
        var nothing = new byte[0];
        try {
            var verifier = crypto.signature(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(nothing);
            if (verifier.verify(sign(nothing))) {
                return;
            }
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw inconsistent();
        }
        throw inconsistent();
    }

    private static UnusableKeyException inconsistent() {
        return new UnusableKeyException(
                "the private key does not sign for its own public key", "restore the key file from a backup");
    }
}
