/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** The names that the published schema has for kinds of keys, with the hash that each signs with. */
public final class KeyDetails {
    public static final String ECDSA_P256 = "PKIX_ECDSA_P256_SHA_256";

    private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");

    private KeyDetails() {}

    /** Empty for kinds that the schema has no name for. */
    public static Optional<String> of(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec -> curve(ec.getParams().getOrder().bitLength());
            case RSAPublicKey rsa -> rsa(rsa.getModulus().bitLength());
            case EdECPublicKey ed when ed.getParams().getName().equals("Ed25519") -> Optional.of("PKIX_ED25519");
            default -> Optional.empty();
        };
    }

    /** The same of a SubjectPublicKeyInfo. */
    public static Optional<String> of(byte[] keyInfo) {
        for (var algorithm : ALGORITHMS) {
            try {
                return of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(keyInfo)));
            } catch (InvalidKeySpecException _) {
                // A key of another algorithm.
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> curve(int bits) {
        return switch (bits) {
            case 256 -> Optional.of(ECDSA_P256);
            case 384 -> Optional.of("PKIX_ECDSA_P384_SHA_384");
            case 521 -> Optional.of("PKIX_ECDSA_P521_SHA_512");
            default -> Optional.empty();
        };
    }

    private static Optional<String> rsa(int bits) {
        return bits == 2048 || bits == 3072 || bits == 4096
                ? Optional.of("PKIX_RSA_PKCS1V15_" + bits + "_SHA256")
                : Optional.empty();
    }
}
