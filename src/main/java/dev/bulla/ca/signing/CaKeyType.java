/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key that a new CA can have. */
public enum CaKeyType {
    P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
    RSA2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSA3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSA4096("RSA", new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    ED25519("Ed25519", NamedParameterSpec.ED25519, "Ed25519");

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;
    private final String signature;

    CaKeyType(String algorithm, AlgorithmParameterSpec parameters, String signature) {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.signature = signature;
    }

    /** That of a key that a CA has. */
    static CaKeyType of(PublicKey key) {
        return switch (key) {
            case ECKey curve ->
                switch (curve.getParams().getCurve().getField().getFieldSize()) {
                    case 384 -> P384;
                    case 521 -> P521;
                    default -> P256;
                };
            case RSAKey rsa ->
                switch (rsa.getModulus().bitLength()) {
                    case 2048 -> RSA2048;
                    case 3072 -> RSA3072;
                    default -> RSA4096;
                };
            default -> ED25519;
        };
    }

    KeyPair generate(Provider provider, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm, provider);
            generator.initialize(parameters, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has every kind of key that we name", e);
        }
    }

    /** How its keys sign certificates, in the Java cryptography architecture. */
    String signature() {
        return signature;
    }
}
