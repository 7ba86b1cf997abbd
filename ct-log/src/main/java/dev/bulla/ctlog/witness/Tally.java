/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.NoteSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who has signed which of our checkpoints. The newest one that enough witnesses have signed is kept and shown, and gets the
 * lines of those who come later. For many threads.
 */
final class Tally {
    /** A slow witness may be as many checkpoints behind. */
    private static final int REMEMBERED = 8;

    private final Policy policy;
    private final Shelf shelf;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private volatile Optional<TreeNote> shown = Optional.empty();

    /** Where the newest witnessed checkpoint is kept. A port. */
    @FunctionalInterface
    interface Shelf {

        /** Returns when it is durable. */
        void keep(TreeNote witnessed) throws IOException;
    }

    /** A checkpoint, and the lines under it by the names of the witnesses. */
    private record Count(TreeNote head, Map<String, NoteSignature> lines) {
        TreeNote note() {
            var all = new ArrayList<>(head.signatures());
            all.addAll(lines.values());
            return head.with(all);
        }
    }

    Tally(Policy policy, Shelf shelf) {
        this.policy = policy;
        this.shelf = shelf;
    }

    /** What was kept in an earlier run, if it is ours and enough of those who count now have signed it. */
    static Optional<TreeNote> stillWitnessed(TreeNote kept, OriginKeys keys, Policy policy) {
        var lines = new TreeMap<String, NoteSignature>();
        for (var witness : policy.witnesses()) {
            witness.key().in(kept.text(), kept.signatures()).ifPresent(it -> lines.put(witness.name(), it.line()));
        }
        var isOurs =
                kept.origin().equals(keys.origin()) && keys.signaturesOf(kept).isPresent();
        return isOurs && policy.isMetBy(lines.keySet()) ? Optional.of(kept) : Optional.empty();
    }

    /** Goes on from what an earlier run has kept. */
    void start(TreeNote kept) {
        shown = Optional.of(kept);
    }

    /** Whether this line, with those that are there, is enough. */
    synchronized boolean add(TreeNote head, String witness, Cosignature cosignature) throws IOException {
        var count = counts.computeIfAbsent(head.text(), _ -> new Count(head, new TreeMap<>()));
        count.lines().put(witness, cosignature.line());
        for (Iterator<String> oldest = counts.keySet().iterator(); counts.size() > REMEMBERED; ) {
            oldest.next();
            oldest.remove();
        }
        var isEnough = policy.isMetBy(count.lines().keySet());
        if (isEnough && isNewest(head)) {
            show(count, witness);
        }
        return isEnough;
    }

    private void show(Count count, String witness) throws IOException {
        var note = count.note();
        try {
            shelf.keep(note);
        } catch (IOException e) {
            // As if it had not signed, so that it is asked, and this tried, once more.
            count.lines().remove(witness);
            throw e;
        }
        shown = Optional.of(note);
    }

    private boolean isNewest(TreeNote head) {
        return shown.filter(it -> it.tree().size() > head.tree().size()).isEmpty();
    }

    /** Whether enough witnesses have signed this checkpoint or a later one. */
    boolean isWitnessed(TreeNote head) {
        return shown.filter(it -> it.tree().size() >= head.tree().size()).isPresent();
    }

    /** The newest checkpoint that enough witnesses have signed. */
    Optional<TreeNote> shown() {
        return shown;
    }
}
