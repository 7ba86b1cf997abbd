/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.witness.TreeNote;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which checkpoint readers see. That of the newest tree; or, where readers are to see witnessed trees alone, the newest that
 * enough witnesses have signed. What was shown is never followed by something older.
 */
final class ShownCheckpoints {
    /** All, as soon as the log has signed them. */
    static final ShownCheckpoints EVERY = new ShownCheckpoints(false, Optional::empty, Optional.empty());

    private final boolean waits;
    private final Supplier<Optional<TreeNote>> witnessed;
    private final Optional<TreeNote> before;

    private ShownCheckpoints(boolean waits, Supplier<Optional<TreeNote>> witnessed, Optional<TreeNote> before) {
        this.waits = waits;
        this.witnessed = witnessed;
        this.before = before;
    }

    /**
     * Those that a start may show.
     *
     * @param published what the start before has shown last
     * @param size      of the log at this start: it may not show more
     */
    static ShownCheckpoints of(
            Publishing mode, Supplier<Optional<TreeNote>> witnessed, Optional<Bytes> published, long size) {
        var before = published
                .flatMap(ShownCheckpoints::parsed)
                .filter(note -> note.tree().size() <= size);
        return new ShownCheckpoints(mode == Publishing.WITNESSED, witnessed, before);
    }

    private static Optional<TreeNote> parsed(Bytes note) {
        try {
            return Optional.of(TreeNote.parse(note));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    /** What is shown while the log has this head. Cosignatures are about a tree, so they fit under each head of it. */
    Optional<Bytes> of(TreeHead head, Function<TreeHead, Bytes> signed) {
        var newest = witnessed.get();
        var same = newest.filter(note -> note.tree().equals(new TreeRoot(head.size(), head.root())));
        if (same.isPresent()) {
            return Optional.of(same.get().addedTo(signed.apply(head)));
        }
        return waits ? latest(head.size(), newest) : Optional.of(signed.apply(head));
    }

    private Optional<Bytes> latest(long size, Optional<TreeNote> newest) {
        var fit = newest.filter(note -> note.tree().size() <= size);
        var older = before.filter(
                note -> fit.isEmpty() || note.tree().size() > fit.get().tree().size());
        return older.or(() -> fit).map(TreeNote::encoded);
    }
}
