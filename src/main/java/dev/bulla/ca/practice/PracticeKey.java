/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.PemText;
import dev.bulla.ca.x509.PemWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** What the practice issuer signs its tokens with: RSA of 2048 bits, as the large issuers do. */
public final class PracticeKey {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final int BITS = 2048;
    private static final int NAME_LENGTH = 16;

    private final RSAPrivateCrtKey key;

    private PracticeKey(PrivateKey key) {
        this.key = (RSAPrivateCrtKey) key;
    }

    public static PracticeKey fresh() {
        var generator = CRYPTO.keyPairGenerator("RSA");
        generator.initialize(BITS);
        return new PracticeKey(generator.generateKeyPair().getPrivate());
    }

    /** The key in this file, which is made if there is none. It is for practice, but for its owner alone all the same. */
    public static PracticeKey keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            var fresh = fresh();
            var onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, onlyMine);
            Files.writeString(file, PemWriter.text("PRIVATE KEY", fresh.key.getEncoded()), StandardOpenOption.WRITE);
            return fresh;
        }
        return new PemText(Bytes.of(Files.readAllBytes(file)))
                .next()
                .filter(block -> block.label().equals("PRIVATE KEY"))
                .map(block -> decoded(block.content().array(), file))
                .orElseThrow(() -> new IllegalArgumentException(file + " holds no PRIVATE KEY in PEM"));
    }

    private static PracticeKey decoded(byte[] der, Path file) {
        try {
            return new PracticeKey(CRYPTO.keyFactory("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException(file + " holds no RSA key", e);
        }
    }

    /** Differs between keys, so that whoever kept an older one asks for the new one. */
    String name() {
        var modulus = base64url(unsigned(key.getModulus()));
        return modulus.substring(modulus.length() - NAME_LENGTH);
    }

    /** The public half, as a key set has it. */
    Map<String, String> published() {
        return Map.of(
                "kty",
                "RSA",
                "alg",
                "RS256",
                "use",
                "sig",
                "kid",
                name(),
                "n",
                base64url(unsigned(key.getModulus())),
                "e",
                base64url(unsigned(key.getPublicExponent())));
    }

    /** An RS256 signature. */
    byte[] sign(byte[] content) {
        try {
            var signature = CRYPTO.signature("SHA256withRSA");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unsigned(BigInteger value) {
        var bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
