/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.codec.TlsWriter;
import dev.bulla.ctlog.merkle.Hash;

/**
 * A log's promise to hold an entry (RFC 6962, section 3.2). It claims; {@link LogKey#verify} tells whether the claim
 * is true. Timestamps of other versions than 1 can be carried as long as they have the fields of version 1.
 */
public final class SignedCertificateTimestamp {
    private static final int LARGEST_VERSION = 0xff;

    private final int version;
    private final LogId logId;
    private final long timestamp;
    private final TimestampExtensions extensions;
    private final DigitallySigned signature;

    private SignedCertificateTimestamp(
            int version, LogId logId, long timestamp, TimestampExtensions extensions, DigitallySigned signature) {
        this.version = version;
        this.logId = logId;
        this.timestamp = timestamp;
        this.extensions = extensions;
        this.signature = signature;
    }

    /** The timestamp that a signature of version 1 makes. */
    static SignedCertificateTimestamp signed(
            LogId logId, long timestamp, TimestampExtensions extensions, DigitallySigned signature) {
        return new SignedCertificateTimestamp(0, logId, timestamp, extensions, signature);
    }

    /**
     * The timestamp in the answer to a submission (RFC 6962, section 4.1), its members in their order and its base64
     * members decoded.
     */
    public static SignedCertificateTimestamp ofAnswer(
            int version, byte[] id, long timestamp, byte[] extensions, byte[] signature) {
        if (version < 0 || version > LARGEST_VERSION) {
            throw new InvalidInputException("timestamp: version " + version + " is out of range");
        }
        if (timestamp < 0) {
            throw new InvalidInputException("timestamp: its time lies before the epoch");
        }
        return new SignedCertificateTimestamp(
                version,
                LogId.parse(id),
                timestamp,
                TimestampExtensions.of(extensions),
                InvalidInputException.reading(
                        "signature of the timestamp", () -> DigitallySigned.parse(Bytes.copyOf(signature))));
    }

    /** Reads a timestamp as certificates hold it. */
    public static SignedCertificateTimestamp parse(byte[] encoded) {
        return InvalidInputException.reading("timestamp", () -> read(Bytes.copyOf(encoded)));
    }

    static SignedCertificateTimestamp read(Bytes encoded) {
        var in = new TlsReader(encoded);
        var timestamp = new SignedCertificateTimestamp(
                in.u8(),
                new LogId(in.hash()),
                in.u64(),
                new TimestampExtensions(in.vector16()),
                DigitallySigned.readFrom(in));
        in.expectEnd();
        return timestamp;
    }

    /** The timestamp as certificates hold it, in TLS encoding. */
    public byte[] encoded() {
        var out = new TlsWriter(encodedSize());
        writeTo(out);
        return out.toArray();
    }

    int encodedSize() {
        return 1 + Hash.SIZE + 8 + 2 + extensions.bytes().size() + signature.encodedSize();
    }

    void writeTo(TlsWriter out) {
        out.u8(version).hash(logId.value()).u64(timestamp).vector16(extensions.bytes());
        signature.writeTo(out);
    }

    /** The version as it is written, one less than it is called: 0 for version 1. */
    public int version() {
        return version;
    }

    public LogId logId() {
        return logId;
    }

    /** When the log made the promise, in milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    public TimestampExtensions extensions() {
        return extensions;
    }

    /** The number of the hash algorithm (RFC 5246, section 7.4.1.4.1): 4 for SHA-256. */
    public int hashAlgorithm() {
        return signature.hash();
    }

    /** The number of the signature algorithm (RFC 5246, section 7.4.1.4.1): 1 for RSA, 3 for ECDSA. */
    public int signatureAlgorithm() {
        return signature.algorithm();
    }

    /** The signature without the numbers of its algorithms. */
    public byte[] signature() {
        return signature.signature().toArray();
    }

    /** The signature with the numbers of its algorithms, as the answer to a submission holds it. */
    public byte[] digitallySigned() {
        return signature.encoded();
    }

    DigitallySigned signed() {
        return signature;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCertificateTimestamp that
                && version == that.version
                && logId.equals(that.logId)
                && timestamp == that.timestamp
                && extensions.equals(that.extensions)
                && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    @Override
    public String toString() {
        return "timestamp %d of log %s".formatted(timestamp, logId);
    }
}
