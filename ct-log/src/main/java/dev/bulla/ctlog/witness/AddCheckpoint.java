/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DecimalText;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, add-checkpoint): to sign a tree, and why it may.
 *
 * @param old   how large the tree was that the witness last signed
 * @param proof that it is the beginning of this one
 */
public record AddCheckpoint(long old, List<Hash> proof, TreeNote checkpoint) {
    /** More than any request has that this reads. */
    public static final int LARGEST = 70_000;

    private static final int MOST_HASHES = 63;
    private static final int LARGEST_HEAD = 4096;
    private static final String OLD = "old ";
    private static final byte LINE_END = '\n';

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (old < 0 || proof.size() > MOST_HASHES) {
            throw new IllegalArgumentException("no request for a witness");
        }
    }

    public static AddCheckpoint parse(Bytes body) {
        var blank = blankLine(body);
        var head = new String(body.part(0, blank).toArray(), StandardCharsets.ISO_8859_1).split("\n", -1);
        if (head.length > 1 + MOST_HASHES || !head[0].startsWith(OLD)) {
            throw new MalformedException("a request is an old size, at most 63 hashes, a blank line and a checkpoint");
        }
        var old = DecimalText.parse(head[0].substring(OLD.length()), "old size");
        var proof = List.of(head).subList(1, head.length).stream()
                .map(AddCheckpoint::hash)
                .toList();
        return new AddCheckpoint(old, proof, TreeNote.parse(body.part(blank + 2, body.size())));
    }

    private static Hash hash(String line) {
        var bytes = Base64Text.parse(line, "hash of the proof");
        if (bytes.size() != Hash.SIZE) {
            throw new MalformedException("a hash of the proof is not 32 bytes");
        }
        return bytes.hashAt(0);
    }

    /** Where the last line end before the blank line is. */
    private static int blankLine(Bytes body) {
        if (body.size() > LARGEST) {
            throw new MalformedException("a request of " + body);
        }
        for (var at = 0; at < Math.min(LARGEST_HEAD, body.size() - 1); at++) {
            if (body.at(at) == LINE_END && body.at(at + 1) == LINE_END) {
                return at;
            }
        }
        throw new MalformedException("a request has a blank line before the checkpoint");
    }

    public Bytes encoded() {
        var head = new StringBuilder(OLD).append(old).append('\n');
        proof.forEach(hash -> head.append(Base64Text.of(hash.toBytes())).append('\n'));
        var text = head.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        var note = checkpoint.encoded();
        var encoded = new byte[text.length + note.size()];
        System.arraycopy(text, 0, encoded, 0, text.length);
        note.copyTo(encoded, text.length);
        return Bytes.view(encoded);
    }
}
