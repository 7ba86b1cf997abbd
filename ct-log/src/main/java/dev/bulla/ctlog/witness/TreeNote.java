/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.util.ArrayList;
import java.util.List;

/**
 * A note that says something about a tree. Logs that are no static-ct logs may say more in lines behind the first three: those
 * are signed with the others and mean nothing to a witness.
 */
public final class TreeNote {
    private static final int LINES = 3;

    private final Note note;
    private final Checkpoint checkpoint;

    private TreeNote(Note note, Checkpoint checkpoint) {
        this.note = note;
        this.checkpoint = checkpoint;
    }

    public static TreeNote parse(Bytes encoded) {
        return of(Note.parse(encoded));
    }

    static TreeNote of(Note note) {
        var text = note.text();
        var end = 0;
        for (var line = 0; line < LINES; line++) {
            end = text.indexOf('\n', end) + 1;
            if (end == 0) {
                throw new MalformedException("a checkpoint has at least three lines: origin, size and root");
            }
        }
        if (text.startsWith("\n", end) || text.indexOf("\n\n", end) >= 0) {
            throw new MalformedException("an empty line in a checkpoint");
        }
        return new TreeNote(note, Checkpoint.parse(text.substring(0, end)));
    }

    /** All lines that are signed. */
    String text() {
        return note.text();
    }

    List<NoteSignature> signatures() {
        return note.signatures();
    }

    String origin() {
        return checkpoint.origin();
    }

    public TreeRoot tree() {
        return checkpoint.tree();
    }

    /** The same text under other signatures. */
    TreeNote with(List<NoteSignature> lines) {
        return new TreeNote(new Note(note.text(), lines), checkpoint);
    }

    /** Another note of the same text, with the signatures under this one that it has not. */
    public Bytes addedTo(Bytes other) {
        var target = parse(other);
        var lines = new ArrayList<>(target.signatures());
        signatures().stream()
                .filter(line -> target.signatures().stream()
                        .noneMatch(it -> it.keyId() == line.keyId() && it.name().equals(line.name())))
                .forEach(lines::add);
        return target.with(lines).encoded();
    }

    public Bytes encoded() {
        return Bytes.view(note.encoded());
    }
}
