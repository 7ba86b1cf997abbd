/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MerkleTreeLeaf;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.merkle.Hash;

/**
 * What a log promises to hold: a certificate as it stands, or what an issuer is about to sign.
 *
 * <p>A precertificate and the certificate issued for it are the same entry. That makes {@link #equals} the check
 * that nothing but the poison and the timestamps differs between the two.
 */
public final class LoggedEntry {
    private final LogEntry entry;

    private LoggedEntry(LogEntry entry) {
        this.entry = entry;
    }

    static LoggedEntry of(LogEntry entry) {
        return new LoggedEntry(entry);
    }

    /** The entry of a certificate that holds no timestamps and is logged whole. */
    public static LoggedEntry ofCertificate(byte[] certificate) {
        var der = Bytes.copyOf(certificate);
        var poisoned = InvalidInputException.reading("certificate", () -> PrecertificateSurgery.isPoisoned(der));
        if (poisoned) {
            throw new InvalidInputException("certificate: it is a precertificate");
        }
        return new LoggedEntry(new LogEntry.Certificate(der));
    }

    /** The entry of a precertificate: what is signed in it, without its poison. */
    public static LoggedEntry ofPrecertificate(byte[] precertificate, IssuerKeyHash issuer) {
        return InvalidInputException.reading(
                "precertificate",
                () -> precertified(issuer, PrecertificateSurgery.withoutPoison(Bytes.view(precertificate))));
    }

    /** The entry that the timestamps inside a final certificate speak of: what is signed in it, without them. */
    public static LoggedEntry ofFinalCertificate(byte[] certificate, IssuerKeyHash issuer) {
        return InvalidInputException.reading(
                "certificate",
                () -> precertified(issuer, PrecertificateSurgery.withoutTimestampList(Bytes.view(certificate))));
    }

    /** What a log signs to promise this entry at this time (RFC 6962, section 3.2). */
    public byte[] signedBytes(long timestamp, TimestampExtensions extensions) {
        return new MerkleTreeLeaf(new TimestampedEntry(timestamp, entry, extensions.bytes())).encoded();
    }

    /** The hash of the leaf that the log has for this entry if it kept its promise: what its proofs are asked by. */
    public byte[] leafHash(SignedCertificateTimestamp timestamp) {
        var leaf = signedBytes(timestamp.timestamp(), timestamp.extensions());
        var content = new byte[1 + leaf.length];
        System.arraycopy(leaf, 0, content, 1, leaf.length);
        return Hash.sha256(content).toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoggedEntry that && entry.equals(that.entry);
    }

    @Override
    public int hashCode() {
        return entry.hashCode();
    }

    /** The kind of entry and its size, never what stands in it. */
    @Override
    public String toString() {
        return entry.toString();
    }

    private static LoggedEntry precertified(IssuerKeyHash issuer, Bytes tbs) {
        return new LoggedEntry(new LogEntry.Precertificate(issuer.value(), tbs));
    }
}
