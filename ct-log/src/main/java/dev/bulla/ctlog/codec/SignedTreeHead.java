/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;

/**
 * A tree head with the log's signature over it (RFC 6962, section 3.5). A checkpoint holds the same in other words, so
 * either is made of the other without the key that signed.
 */
public record SignedTreeHead(TreeHead head, DigitallySigned signature) {

    public Checkpoint checkpoint(String origin) {
        return new Checkpoint(origin, head.size(), head.root());
    }

    /** The line under the checkpoint (static-ct, "Checkpoints"). */
    public NoteSignature noteSignature(String origin, Hash logId) {
        var out = new TlsWriter(Long.BYTES + signature.encodedSize()).u64(head.timestamp());
        signature.writeTo(out);
        return NoteKey.treeHead(origin, logId).signature(Bytes.view(out.toArray()));
    }

    /** The tree head that a log with this name and id says it has. Whether it does say so, its key must tell. */
    public static SignedTreeHead of(Note note, String origin, Hash logId) {
        var checkpoint = Checkpoint.parse(note.text());
        var lines = NoteKey.treeHead(origin, logId).in(note);
        if (!checkpoint.origin().equals(origin) || lines.size() != 1) {
            throw new MalformedException("the note is not a checkpoint with one signature of the log");
        }
        var in = new TlsReader(lines.getFirst().signature());
        var head = new TreeHead(checkpoint.size(), in.u64(), checkpoint.root());
        var signature = DigitallySigned.readFrom(in);
        in.expectEnd();
        return new SignedTreeHead(head, signature);
    }
}
