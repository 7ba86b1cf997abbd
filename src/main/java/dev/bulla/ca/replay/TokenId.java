/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import dev.bulla.ca.token.VerifiedToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A token as it is remembered: the SHA-256 of its issuer and its {@code jti}, or of its issuer and all that its signature
 * covers, where it has no {@code jti}. Never of the signature: some kinds can be rewritten by anybody and still verify.
 */
record TokenId(long first, long second, long third, long fourth) {
    static final int BYTES = 32;

    static TokenId of(VerifiedToken token) {
        var digest = sha256();
        add(digest, token.issuer());
        var name = token.text("jti").filter(jti -> !jti.isEmpty());
        if (name.isPresent()) {
            add(digest, "jti");
            add(digest, name.get());
        } else {
            add(digest, "content");
            digest.update(token.contentHash());
        }
        return read(ByteBuffer.wrap(digest.digest()));
    }

    /** Each part with its length, so that no two sequences of parts look the same. */
    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    static TokenId read(ByteBuffer from) {
        return new TokenId(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
