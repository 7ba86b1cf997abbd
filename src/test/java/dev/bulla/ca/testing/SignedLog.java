/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.LogKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A log that has signed one head, over a tree that nobody knows the entries of, in the forms of both APIs. */
public final class SignedLog {
    private static final String ORIGIN = "signed.example/log";
    private static final long TIME = 1_800_000_000_000L;

    private final KeyPair keys;
    private final long size;
    private final byte[] root = sha256("a root".getBytes(StandardCharsets.US_ASCII));
    private final byte[] signature;

    public SignedLog(long size) {
        this.size = size;
        try {
            var generator = Crypto.fastest().keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(ByteBuffer.allocate(50)
                    .put((byte) 0)
                    .put((byte) 1)
                    .putLong(TIME)
                    .putLong(size)
                    .put(root)
                    .array());
            var bare = signer.sign();
            signature = ByteBuffer.allocate(4 + bare.length)
                    .put((byte) 4)
                    .put((byte) 3)
                    .putShort((short) bare.length)
                    .put(bare)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }

    public LogKey key() {
        return LogKey.of(keys.getPublic().getEncoded(), Crypto.fastest().provider());
    }

    /** The answer to get-sth. */
    public String head() {
        return "{\"tree_size\":%d,\"timestamp\":%d,\"sha256_root_hash\":\"%s\",\"tree_head_signature\":\"%s\"}"
                .formatted(size, TIME, base64(root), base64(signature));
    }

    public String checkpoint() {
        var id = sha256(keys.getPublic().getEncoded());
        var name = (ORIGIN + "\n").getBytes(StandardCharsets.US_ASCII);
        var named = ByteBuffer.allocate(name.length + 1 + id.length)
                .put(name)
                .put((byte) 5)
                .put(id)
                .array();
        var line = ByteBuffer.allocate(12 + signature.length)
                .put(Arrays.copyOf(sha256(named), 4))
                .putLong(TIME)
                .put(signature)
                .array();
        return "%s\n%d\n%s\n\n— %s %s\n".formatted(ORIGIN, size, base64(root), ORIGIN, base64(line));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
