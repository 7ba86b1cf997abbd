/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Fresh keys. */
public enum TestKeys {
    P256("EC", "SHA256withECDSA"),
    P384("EC", "SHA384withECDSA"),
    RSA_2048("RSA", "SHA256withRSA"),
    RSA_1024("RSA", "SHA256withRSA"),
    ED25519("Ed25519", "Ed25519");

    private final String algorithm;
    private final String signature;

    TestKeys(String algorithm, String signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    public String signature() {
        return signature;
    }

    public KeyPair make() {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            switch (this) {
                case P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                case RSA_2048 -> generator.initialize(2048);
                case RSA_1024 -> generator.initialize(1024);
                case ED25519 -> {
                    // There is nothing to choose.
                }
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes such keys", e);
        }
    }
}
