/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;

/** A log's private key: the one thing that makes timestamps which {@link LogKey#verify} accepts. */
public final class LogSigner {

    /** Signed once to see whether the keys belong together. No promise starts with these bytes. */
    private static final byte[] TRIAL = "do these keys belong together?".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey key;
    private final LogKey publicKey;
    private final Provider provider;

    private LogSigner(PrivateKey key, LogKey publicKey, Provider provider) {
        this.key = key;
        this.publicKey = publicKey;
        this.provider = provider;
    }

    /**
     * The signer of the log with these keys, which must belong together.
     *
     * @param provider signs
     */
    public static LogSigner of(PrivateKey key, LogKey publicKey, Provider provider) {
        try {
            var signed = publicKey.scheme().sign(TRIAL, key, provider);
            if (publicKey.verifies(TRIAL, signed)) {
                return new LogSigner(key, publicKey, provider);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot sign for log " + publicKey.id(), e);
        }
        throw new IllegalArgumentException("the private key is not that of log " + publicKey.id());
    }

    /** The key that verifies what this signer signs. */
    public LogKey publicKey() {
        return publicKey;
    }

    /**
     * Promises an entry.
     *
     * @param timestamp milliseconds since the epoch
     */
    public SignedCertificateTimestamp sign(LoggedEntry entry, long timestamp, TimestampExtensions extensions) {
        var content = entry.signedBytes(timestamp, extensions);
        try {
            var signed = publicKey.scheme().sign(content, key, provider);
            return SignedCertificateTimestamp.signed(publicKey.id(), timestamp, extensions, signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of log " + publicKey.id() + " does not sign", e);
        }
    }

    /** Says how large the log is. */
    DigitallySigned sign(TreeHead head) {
        try {
            return publicKey.scheme().sign(head.signedBytes(), key, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of log " + publicKey.id() + " does not sign", e);
        }
    }
}
