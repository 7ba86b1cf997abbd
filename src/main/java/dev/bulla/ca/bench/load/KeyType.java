/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.crypto.Crypto;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/** The keys that certificates are asked for. RSA is not among them: thousands of its keys take too long to make. */
public enum KeyType {
    P256("EC", Optional.of("secp256r1"), "SHA256withECDSA", "ECDSA"),
    P384("EC", Optional.of("secp384r1"), "SHA384withECDSA", "ECDSA"),
    ED25519("Ed25519", Optional.empty(), "Ed25519", "ED25519");

    private final String algorithm;
    private final Optional<String> curve;
    private final String signature;
    private final String protocolName;

    KeyType(String algorithm, Optional<String> curve, String signature, String protocolName) {
        this.algorithm = algorithm;
        this.curve = curve;
        this.signature = signature;
        this.protocolName = protocolName;
    }

    KeyPair generate(Crypto crypto) {
        try {
            var generator = crypto.keyPairGenerator(algorithm);
            if (curve.isPresent()) {
                generator.initialize(new ECGenParameterSpec(curve.get()));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every provider has these keys", e);
        }
    }

    byte[] sign(KeyPair keys, byte[] content, Crypto crypto) {
        try {
            var signer = crypto.signature(signature);
            signer.initSign(keys.getPrivate());
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    /** How its signatures are called in the Java cryptography architecture. */
    String signature() {
        return signature;
    }

    /** As the protocol calls it. */
    String protocolName() {
        return protocolName;
    }
}
