/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The right to hear where an entry stands, once it is durable and every reader sees it. */
public final class Ticket {
    private final Pending pending;
    private boolean left;
    private boolean removed;

    Ticket(Pending pending) {
        this.pending = pending;
    }

    /** How giving up ended. */
    public enum End {
        /** The entry is not and will not be in the log by this submission. */
        REMOVED,
        /** Its batch was cut: it is in the log or will be, if nothing breaks meanwhile. */
        LOGGED,
        /** Nobody knows before the next start. */
        UNKNOWN
    }

    /** The place, or an exception that says how it ended. {@link TimeoutException} ends nothing: see {@link #giveUp}. */
    public Place await(Duration patience)
            throws NotEnteredException, OutcomeUnknownException, TimeoutException, InterruptedException {
        try {
            return pending.place().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotEnteredException refused) {
                throw refused;
            }
            if (e.getCause() instanceof OutcomeUnknownException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("an entry ended in a way that is none", e);
        }
    }

    /**
     * Takes the entry back if its batch is not cut yet and nobody else waits for the same. For who will not use the promise:
     * an entry that is in the log all the same is told of as an orphan.
     */
    public synchronized End giveUp() {
        if (!left) {
            left = true;
            removed = pending.leave();
        }
        if (removed) {
            return End.REMOVED;
        }
        if (!pending.place().isCompletedExceptionally()) {
            return End.LOGGED;
        }
        return pending.place().exceptionNow() instanceof NotEnteredException ? End.REMOVED : End.UNKNOWN;
    }
}
