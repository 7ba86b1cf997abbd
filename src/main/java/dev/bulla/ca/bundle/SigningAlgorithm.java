/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** A kind of key, and the one way in which clients sign with it. */
public enum SigningAlgorithm {
    ECDSA_P256("ecdsa-sha2-256-nistp256", "EC", 256, "SHA256withECDSA", HashAlgorithm.SHA2_256),
    ECDSA_P384("ecdsa-sha2-384-nistp384", "EC", 384, "SHA384withECDSA", HashAlgorithm.SHA2_384),
    ECDSA_P521("ecdsa-sha2-512-nistp521", "EC", 521, "SHA512withECDSA", HashAlgorithm.SHA2_512),
    RSA_2048("rsa-sign-pkcs1-2048-sha256", "RSA", 2048, "SHA256withRSA", HashAlgorithm.SHA2_256),
    RSA_3072("rsa-sign-pkcs1-3072-sha256", "RSA", 3072, "SHA256withRSA", HashAlgorithm.SHA2_256),
    RSA_4096("rsa-sign-pkcs1-4096-sha256", "RSA", 4096, "SHA256withRSA", HashAlgorithm.SHA2_256),
    ED25519("ed25519", "Ed25519", 255, "Ed25519", HashAlgorithm.SHA2_256);

    private final String title;
    private final String keyName;
    private final int bits;
    private final String jcaName;
    private final HashAlgorithm hash;

    SigningAlgorithm(String title, String keyName, int bits, String jcaName, HashAlgorithm hash) {
        this.title = title;
        this.keyName = keyName;
        this.bits = bits;
        this.jcaName = jcaName;
        this.hash = hash;
    }

    /** How a key signs, if it is of a kind that clients sign with. */
    static Optional<SigningAlgorithm> of(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec -> find("EC", ec.getParams().getOrder().bitLength());
            case RSAPublicKey rsa -> find("RSA", rsa.getModulus().bitLength());
            case EdECPublicKey ed when ed.getParams().getName().equals("Ed25519") -> Optional.of(ED25519);
            default -> Optional.empty();
        };
    }

    private static Optional<SigningAlgorithm> find(String keyName, int bits) {
        return Arrays.stream(values())
                .filter(it -> it.keyName.equals(keyName) && it.bits == bits)
                .findFirst();
    }

    /** The name that clients agree on. */
    public String title() {
        return title;
    }

    public String keyName() {
        return keyName;
    }

    public int bits() {
        return bits;
    }

    /** What is recorded of the artifact beside the signature, and, but for Ed25519, what is signed. */
    public HashAlgorithm hash() {
        return hash;
    }

    public Signature signature(Crypto crypto) {
        return crypto.signature(jcaName);
    }

    /** A signature that is about to be verified with this key. */
    Signature verifying(PublicKey key, Crypto crypto) throws InvalidKeyException {
        try {
            var usable = crypto.keyFactory(keyName).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
            var signature = signature(crypto);
            signature.initVerify(usable);
            return signature;
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException("the key cannot be used", e);
        }
    }

    /** Whether this key made this signature of the content. */
    boolean verifies(PublicKey key, Bytes content, Bytes made, Crypto crypto) {
        try {
            var signature = verifying(key, crypto);
            signature.update(content.array());
            return signature.verify(made.array());
        } catch (InvalidKeyException | SignatureException e) {
            // Providers differ in what they answer to bytes that are no signature at all: false, or this.
            return false;
        }
    }
}
