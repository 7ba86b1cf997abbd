/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that certificates and CAs have, each with a way to make one. */
public enum KeyKind {
    P256("secp256r1", "SHA256withECDSA"),
    P384("secp384r1", "SHA384withECDSA"),
    P521("secp521r1", "SHA512withECDSA"),
    RSA("", "SHA256withRSA"),
    ED25519("", "Ed25519");

    private static final int RSA_BITS = 2048;

    private final String curve;
    private final String signature;

    KeyKind(String curve, String signature) {
        this.curve = curve;
        this.signature = signature;
    }

    public KeyPair generate(Crypto crypto) {
        try {
            return switch (this) {
                case P256, P384, P521 -> {
                    var generator = crypto.keyPairGenerator("EC");
                    generator.initialize(new ECGenParameterSpec(curve));
                    yield generator.generateKeyPair();
                }
                case RSA -> {
                    var generator = crypto.keyPairGenerator("RSA");
                    generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
                    yield generator.generateKeyPair();
                }
                case ED25519 -> crypto.keyPairGenerator("Ed25519").generateKeyPair();
            };
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every provider knows these keys", e);
        }
    }

    /** The signature a CA with such a key makes. */
    public String signature() {
        return signature;
    }
}
