/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** What the JDK says to signatures, since this package makes and checks none. */
final class Signatures {
    private static final String ED25519_PRIVATE = "302e020100300506032b657004220420";
    private static final String ED25519_PUBLIC = "302a300506032b6570032100";

    private Signatures() {}

    static boolean holdsP256(byte[] publicKey, byte[] content, DigitallySigned signed) {
        return holds("EC", "SHA256withECDSA", publicKey, content, signed.signature());
    }

    static boolean holdsEd25519(Bytes publicKey, String content, Bytes signature) {
        return holds("Ed25519", "Ed25519", ed25519Info(publicKey), utf8(content), signature);
    }

    static byte[] ed25519Info(Bytes publicKey) {
        return HexFormat.of().parseHex(ED25519_PUBLIC + HexFormat.of().formatHex(publicKey.toArray()));
    }

    /** The Ed25519 key whose seed is the hash of a text: nobody's secret. */
    static PrivateKey ed25519Of(String text) {
        var encoded = HexFormat.of().parseHex(ED25519_PRIVATE + Hash.sha256(utf8(text)));
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Bytes ed25519(PrivateKey key, String content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(utf8(content));
            return Bytes.view(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean holds(String key, String scheme, byte[] publicKey, byte[] content, Bytes signature) {
        try {
            var check = Signature.getInstance(scheme);
            check.initVerify(KeyFactory.getInstance(key).generatePublic(new X509EncodedKeySpec(publicKey)));
            check.update(content);
            return check.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
