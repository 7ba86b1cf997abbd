/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.PemWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A P-256 key made for one request. */
final class ClientKey {
    private static final Crypto CRYPTO = Crypto.bouncyCastle();

    private final KeyPair pair;

    private ClientKey(KeyPair pair) {
        this.pair = pair;
    }

    static ClientKey fresh() {
        try {
            var generator = CRYPTO.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ClientKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is everywhere", e);
        }
    }

    /** The signature of the text, which proves that we hold the key. */
    byte[] prove(String challenge) {
        try {
            var signature = CRYPTO.signature("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(challenge.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    /** SHA-256 of the public key, by which people tell keys apart. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String publicPem() {
        return PemWriter.text("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    String privatePem() {
        return PemWriter.text("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** Refuses a certificate for somebody else's key. */
    void mustBeIn(List<String> chain) {
        var leaf = CertificateReader.read(chain.getFirst().getBytes(StandardCharsets.US_ASCII))
                .getFirst();
        if (!Arrays.equals(leaf.getPublicKey().getEncoded(), pair.getPublic().getEncoded())) {
            throw new CommandFailedException("the certificate that came back is for another key");
        }
    }
}
