/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.read.SignedHeads;
import dev.bulla.ctlog.sequence.HeadSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The log's heads under all of its keys. A head is signed when somebody asks for it, and the last one is remembered. */
final class HeadNotes implements SignedHeads, HeadSigner {
    private final String origin;
    private final LogSigner signer;
    private final List<NoteSigner> others;
    private final AtomicReference<Signed> last = new AtomicReference<>();

    private volatile ShownCheckpoints shown = ShownCheckpoints.EVERY;

    private record Signed(SignedTreeHead head, Bytes note) {}

    HeadNotes(String origin, LogSigner signer, List<NoteSigner> others) {
        this.origin = origin;
        this.signer = signer;
        this.others = List.copyOf(others);
    }

    @Override
    public DigitallySigned signature(TreeHead head) {
        return signed(head).head().signature();
    }

    @Override
    public Bytes checkpoint(TreeHead head) {
        return signed(head).note();
    }

    @Override
    public Optional<Bytes> shown(TreeHead head) {
        return shown.of(head, this::checkpoint);
    }

    /** From now on that is shown which this says. */
    void showing(ShownCheckpoints other) {
        shown = other;
    }

    /** Two who ask at once may both sign: both signatures are good, and neither waits. */
    private Signed signed(TreeHead head) {
        var known = last.get();
        if (known != null && known.head().head().equals(head)) {
            return known;
        }
        var fresh = sign(head);
        last.set(fresh);
        return fresh;
    }

    private Signed sign(TreeHead head) {
        var signed = new SignedTreeHead(head, signer.sign(head));
        var text = signed.checkpoint(origin).text();
        var lines = new ArrayList<NoteSignature>();
        lines.add(signed.noteSignature(origin, signer.publicKey().id().value()));
        others.forEach(other -> lines.add(other.sign(origin, text)));
        return new Signed(signed, Bytes.view(new Note(text, lines).encoded()));
    }
}
