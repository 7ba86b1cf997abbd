/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The identifier of a holder's key: SHA-1 of the key's bits, as a name and not for security (RFC 5280, 4.2.1.2). */
final class KeyIdentifier {
    private KeyIdentifier() {}

    static Bytes of(Bytes publicKeyInfo) {
        var key = SubjectPublicKeyInfo.getInstance(publicKeyInfo.array());
        return Bytes.of(sha1().digest(key.getPublicKeyData().getOctets()));
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
