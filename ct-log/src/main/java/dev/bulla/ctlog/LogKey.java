/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.UntrustedTimestampException.Reason;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.PublicKeyInfo;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.security.Provider;
import java.security.PublicKey;

/** A log's public key, and with it the judge of what the log is said to have promised. */
public final class LogKey {
    private static final int VERSION_1 = 0;

    private final byte[] encoded;
    private final LogId id;
    private final SigningScheme scheme;
    private final PublicKey key;
    private final Provider provider;

    private LogKey(byte[] encoded, SigningScheme scheme, PublicKey key, Provider provider) {
        this.encoded = encoded;
        this.id = LogId.of(encoded);
        this.scheme = scheme;
        this.key = key;
        this.provider = provider;
    }

    /**
     * The key in a SubjectPublicKeyInfo in DER: ECDSA on P-256, or RSA of 2,048 bits and more. Other keys are
     * refused because the clients that check certificates refuse them, too.
     *
     * @param provider decodes the key and verifies with it
     */
    public static LogKey of(byte[] publicKey, Provider provider) {
        var encoded = publicKey.clone();
        var info = InvalidInputException.reading("log key", () -> PublicKeyInfo.parse(Bytes.view(encoded)));
        var scheme = SigningScheme.of(info);
        return new LogKey(encoded, scheme, scheme.decode(encoded, info, provider), provider);
    }

    public LogId id() {
        return id;
    }

    /** The key as SubjectPublicKeyInfo, as it was given. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * Returns if this log promised this entry with this timestamp; else throws with the reason. Whether the promised
     * time is a sensible one is for the caller to say, who has a clock.
     */
    public void verify(LoggedEntry entry, SignedCertificateTimestamp timestamp) {
        if (timestamp.version() != VERSION_1) {
            throw new UntrustedTimestampException(
                    Reason.UNKNOWN_VERSION, "the timestamp's version is unknown: " + timestamp.version());
        }
        if (!timestamp.logId().equals(id)) {
            throw new UntrustedTimestampException(
                    Reason.OTHER_LOG, "the timestamp is of log " + timestamp.logId() + ", not of " + id);
        }
        if (!scheme.madeThis(timestamp.signed())) {
            throw new UntrustedTimestampException(
                    Reason.WRONG_ALGORITHM,
                    "the timestamp's algorithms, %d with hash %d, are not those of the log's key"
                            .formatted(timestamp.signatureAlgorithm(), timestamp.hashAlgorithm()));
        }
        var content = entry.signedBytes(timestamp.timestamp(), timestamp.extensions());
        if (!verifies(content, timestamp.signed())) {
            throw new UntrustedTimestampException(
                    Reason.BAD_SIGNATURE, "the timestamp's signature does not hold for this entry");
        }
    }

    boolean verifies(byte[] content, DigitallySigned signed) {
        return scheme.verifies(content, signed.signature(), key, provider);
    }

    /** Hashes for those who check this log's proofs. */
    TreeHasher hasher() {
        return new TreeHasher(provider);
    }

    SigningScheme scheme() {
        return scheme;
    }
}
