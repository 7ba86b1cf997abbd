/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Short names of public keys: hashes over the bits of the key, and nothing that security rests on. */
final class KeyIdentifiers {
    private static final int LENGTH = 20;

    private KeyIdentifiers() {}

    /** The form of RFC 5280, section 4.2.1.2, in hexadecimal. */
    static String sha1(SubjectPublicKeyInfo key) {
        return HexFormat.of().formatHex(digest("SHA-1", key));
    }

    /** The first method of RFC 7093: what new certificates carry. */
    static byte[] sha256(SubjectPublicKeyInfo key) {
        return Arrays.copyOf(digest("SHA-256", key), LENGTH);
    }

    private static byte[] digest(String algorithm, SubjectPublicKeyInfo key) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(key.getPublicKeyData().getOctets());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", e);
        }
    }
}
