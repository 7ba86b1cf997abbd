/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;

/** The name of a log in its timestamps: SHA-256 of its public key as SubjectPublicKeyInfo (RFC 6962, section 3.2). */
public final class LogId {
    private final Hash value;

    LogId(Hash value) {
        this.value = value;
    }

    /** The id of the log with this public key, a SubjectPublicKeyInfo in DER. */
    public static LogId of(byte[] publicKey) {
        return new LogId(Hash.sha256(publicKey));
    }

    /** The id that these 32 bytes are. */
    public static LogId parse(byte[] id) {
        if (id.length != Hash.SIZE) {
            throw new InvalidInputException("log id: " + Bytes.view(id) + " instead of " + Hash.SIZE);
        }
        return new LogId(Hash.read(id, 0));
    }

    Hash value() {
        return value;
    }

    public byte[] toBytes() {
        return value.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The id in lower-case hexadecimal. */
    @Override
    public String toString() {
        return value.toString();
    }
}
