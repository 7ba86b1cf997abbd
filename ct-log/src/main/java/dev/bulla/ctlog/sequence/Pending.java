/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A draft between its submission and its end, with all who wait for it: equal submissions share one. */
final class Pending {
    private final Draft draft;
    private final SequencerEvents events;
    private final CompletableFuture<Place> place = new CompletableFuture<>();
    private int waiting = 1;
    private Stage stage = Stage.QUEUED;

    private enum Stage {
        QUEUED,
        REMOVED,
        CUT,
        ENTERED
    }

    Pending(Draft draft, SequencerEvents events) {
        this.draft = draft;
        this.events = events;
    }

    Draft draft() {
        return draft;
    }

    CompletableFuture<Place> place() {
        return place;
    }

    /** Whether one more may wait for it. */
    synchronized boolean join() {
        if (stage != Stage.REMOVED) {
            waiting++;
        }
        return stage != Stage.REMOVED;
    }

    /** Gives the right to decide its end, to one caller and only if nobody took it back before. */
    synchronized boolean cut() {
        var isMine = stage == Stage.QUEUED;
        if (isMine) {
            stage = Stage.CUT;
        }
        return isMine;
    }

    /** One of those who wait gives up. True if nobody is left and it will never be logged. */
    boolean leave() {
        Optional<Place> orphan = Optional.empty();
        synchronized (this) {
            waiting--;
            if (waiting == 0 && stage == Stage.QUEUED) {
                stage = Stage.REMOVED;
            }
            if (waiting == 0 && stage == Stage.ENTERED) {
                orphan = Optional.of(place.resultNow());
            }
        }
        orphan.ifPresent(events::orphaned);
        return stage == Stage.REMOVED;
    }

    /** It is in the log, where all may see it. */
    void entered(Place where) {
        boolean isOrphan;
        synchronized (this) {
            stage = Stage.ENTERED;
            place.complete(where);
            isOrphan = waiting == 0;
        }
        if (isOrphan) {
            events.orphaned(where);
        }
    }

    /** An equal one was in the log before: this one does not get in. */
    void found(Place where) {
        place.complete(where);
    }

    void refused(NotEnteredException why) {
        place.completeExceptionally(why);
    }

    void unknown(OutcomeUnknownException why) {
        place.completeExceptionally(why);
    }
}
