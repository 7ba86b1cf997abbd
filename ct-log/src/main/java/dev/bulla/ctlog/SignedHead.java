/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.UnprovenException.Reason;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.time.Instant;
import java.util.List;

/**
 * What a log has said about its tree, under its signature, and with it the judge of proofs. None exists whose signature
 * does not hold, so a proof that holds against one binds the log for ever.
 */
public final class SignedHead {
    private final TreeHead head;
    private final LogKey key;

    private SignedHead(SignedTreeHead signed, LogKey key) {
        this.head = signed.head();
        this.key = key;
        if (!key.scheme().madeThis(signed.signature())) {
            throw new UnprovenException(
                    Reason.WRONG_ALGORITHM, "the head's signature algorithm is not that of the log's key");
        }
        if (!key.verifies(head.signedBytes(), signed.signature())) {
            throw new UnprovenException(Reason.BAD_SIGNATURE, "the head's signature does not hold");
        }
    }

    /**
     * The head in a checkpoint (static-ct), which may bear signatures of others as well.
     *
     * @param origin the log's name in its checkpoints
     * @throws InvalidInputException if the bytes are no checkpoint of a log with this name and key
     * @throws UnprovenException     if the log did not sign it
     */
    public static SignedHead ofCheckpoint(byte[] note, String origin, LogKey key) {
        var parsed = InvalidInputException.reading(
                "checkpoint",
                () -> SignedTreeHead.of(
                        Note.parse(Bytes.view(note)), origin, key.id().value()));
        return new SignedHead(parsed, key);
    }

    /**
     * The head in an answer to get-sth (RFC 6962, section 4.3), its members in their order and its base64 members decoded.
     *
     * @throws InvalidInputException if a member cannot be what it should
     * @throws UnprovenException     if the log did not sign it
     */
    public static SignedHead ofAnswer(long size, long timestamp, byte[] root, byte[] signature, LogKey key) {
        if (size < 0 || timestamp < 0) {
            throw new InvalidInputException("tree head: its size or its time is negative");
        }
        var signed = InvalidInputException.reading(
                "signature of the tree head", () -> DigitallySigned.parse(Bytes.copyOf(signature)));
        var head = new TreeHead(size, timestamp, hash("root of the tree head", root));
        return new SignedHead(new SignedTreeHead(head, signed), key);
    }

    /** How many entries the log had. */
    public long size() {
        return head.size();
    }

    /** When it had them. */
    public Instant time() {
        return Instant.ofEpochMilli(head.timestamp());
    }

    /** The hash over all of them, 32 bytes. */
    public byte[] root() {
        return head.root().toBytes();
    }

    /**
     * Returns if the path shows that the tree holds the entry as the timestamp promised it; else throws. Whether the
     * timestamp itself is the log's is for {@link LogKey#verify} to say.
     *
     * @param index where the entry stands; if the timestamp says so, too, both must say the same
     * @param path  the hashes beside the way from the entry to the root
     */
    public void verifyInclusion(
            LoggedEntry entry, SignedCertificateTimestamp timestamp, long index, List<byte[]> path) {
        var promised = timestamp.extensions().leafIndex();
        if (promised.isPresent() && promised.getAsLong() != index) {
            throw new UnprovenException(
                    Reason.NOT_INCLUDED,
                    "the timestamp promised place %d, and the proof is about %d"
                            .formatted(promised.getAsLong(), index));
        }
        var leaf = hash("leaf hash", entry.leafHash(timestamp));
        if (!check().includes(tree(), index, leaf, hashes(path))) {
            throw new UnprovenException(
                    Reason.NOT_INCLUDED,
                    "the proof does not show the entry at place %d of the tree of %d".formatted(index, size()));
        }
    }

    /** Returns if the proof shows that the tree of an earlier head is the beginning of this one; else throws. */
    public void verifyConsistency(SignedHead earlier, List<byte[]> proof) {
        if (!earlier.key.id().equals(key.id())) {
            throw new UnprovenException(
                    Reason.OTHER_LOG, "the heads are of two logs, %s and %s".formatted(earlier.key.id(), key.id()));
        }
        if (!check().consistent(earlier.tree(), tree(), hashes(proof))) {
            throw new UnprovenException(
                    Reason.NOT_CONSISTENT,
                    "the proof does not show that the tree of %d is the beginning of the tree of %d"
                            .formatted(earlier.size(), size()));
        }
    }

    private TreeRoot tree() {
        return new TreeRoot(head.size(), head.root());
    }

    private ProofCheck check() {
        return new ProofCheck(key.hasher());
    }

    private static List<Hash> hashes(List<byte[]> proof) {
        return proof.stream().map(bytes -> hash("proof", bytes)).toList();
    }

    private static Hash hash(String what, byte[] bytes) {
        if (bytes.length != Hash.SIZE) {
            throw new InvalidInputException(what + ": a hash of " + bytes.length + " bytes instead of " + Hash.SIZE);
        }
        return Hash.read(bytes, 0);
    }
}
