/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.SigningAlgorithm;
import dev.bulla.ca.bundle.SigningKey;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.PemWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A key made for one request. */
record ClientKey(SigningKey key) {
    /** Of the usual kind, P-256. */
    static ClientKey fresh() {
        return fresh(SigningAlgorithm.ECDSA_P256);
    }

    static ClientKey fresh(SigningAlgorithm algorithm) {
        return new ClientKey(SigningKey.fresh(algorithm, Crypto.bouncyCastle()));
    }

    /** What the protocol calls its kind, if it has a name for how the key is used. */
    String algorithm() {
        return key.algorithm().keyName().equals("EC") ? "ECDSA" : "PUBLIC_KEY_ALGORITHM_UNSPECIFIED";
    }

    /** The signature of the text, which proves that we hold the key. */
    byte[] prove(String challenge) {
        return key.sign(Bytes.utf8(challenge)).array();
    }

    /** SHA-256 of the public key, by which people tell keys apart. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.publicKey().array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String publicPem() {
        return PemWriter.text("PUBLIC KEY", key.publicKey().array());
    }

    String privatePem() {
        return PemWriter.text("PRIVATE KEY", key.privateKey().array());
    }

    /** Refuses a certificate for somebody else's key. */
    void mustBeIn(List<String> chain) {
        var leaf = CertificateReader.read(chain.getFirst().getBytes(StandardCharsets.US_ASCII))
                .getFirst();
        if (!Arrays.equals(leaf.getPublicKey().getEncoded(), key.publicKey().array())) {
            throw new CommandFailedException("the certificate that came back is for another key");
        }
    }
}
