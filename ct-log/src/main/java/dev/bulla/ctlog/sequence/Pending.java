/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.util.concurrent.CompletableFuture;

/** A draft between its submission and its end, with all who wait for it: equal submissions share one. */
final class Pending {
    private final Draft draft;
    private final CompletableFuture<Place> place = new CompletableFuture<>();
    private int waiting = 1;
    private Stage stage = Stage.QUEUED;

    private enum Stage {
        QUEUED,
        REMOVED,
        CUT
    }

    Pending(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    CompletableFuture<Place> place() {
        return place;
    }

    /** Whether one more may wait for it. */
    synchronized boolean join() {
        if (stage == Stage.REMOVED) {
            return false;
        }
        waiting++;
        return true;
    }

    /** Whether it goes into the batch that is being cut. From then on nobody can take it back. */
    synchronized boolean cut() {
        if (stage == Stage.QUEUED) {
            stage = Stage.CUT;
        }
        return stage == Stage.CUT;
    }

    /** One of those who wait gives up. True if nobody is left and it will never be logged. */
    synchronized boolean leave() {
        waiting--;
        if (stage == Stage.QUEUED && waiting == 0) {
            stage = Stage.REMOVED;
        }
        return stage == Stage.REMOVED;
    }

    void entered(Place where) {
        place.complete(where);
    }

    void refused(NotEnteredException why) {
        place.completeExceptionally(why);
    }

    void unknown(OutcomeUnknownException why) {
        place.completeExceptionally(why);
    }
}
