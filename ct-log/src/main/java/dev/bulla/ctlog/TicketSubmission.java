/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.NotLoggedException.Reason;
import dev.bulla.ctlog.sequence.Draft;
import dev.bulla.ctlog.sequence.NotEnteredException;
import dev.bulla.ctlog.sequence.Place;
import dev.bulla.ctlog.sequence.Ticket;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A submission that has a ticket. Promises are signed by those who wait for them, so they are signed side by side. */
final class TicketSubmission implements Submission {
    private final Ticket ticket;
    private final Draft draft;
    private final LogSigner signer;
    private final boolean leafIndex;

    TicketSubmission(Ticket ticket, Draft draft, LogSigner signer, boolean leafIndex) {
        this.ticket = ticket;
        this.draft = draft;
        this.signer = signer;
        this.leafIndex = leafIndex;
    }

    @Override
    public SignedCertificateTimestamp await(Duration patience) throws InterruptedException {
        try {
            return promise(ticket.await(patience));
        } catch (NotEnteredException e) {
            throw notEntered(e);
        } catch (OutcomeUnknownException e) {
            throw new NotLoggedException(
                    Reason.OUTCOME_UNKNOWN, "nobody knows whether the entry is in the log: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new NotLoggedException(
                    Reason.TIMED_OUT, "the log took longer than " + patience.toMillis() + " ms", e);
        }
    }

    static NotLoggedException notEntered(NotEnteredException e) {
        var reason = e.trouble().isPresent() ? Reason.STOPPED : Reason.BUSY;
        return new NotLoggedException(reason, String.valueOf(e.getMessage()), e);
    }

    @Override
    public End giveUp() {
        return switch (ticket.giveUp()) {
            case REMOVED -> End.REMOVED;
            case LOGGED -> End.LOGGED;
            case UNKNOWN -> End.UNKNOWN;
        };
    }

    private SignedCertificateTimestamp promise(Place place) {
        var extensions = leafIndex ? TimestampExtensions.ofLeafIndex(place.index()) : TimestampExtensions.NONE;
        return signer.sign(LoggedEntry.of(draft.entry()), place.timestamp(), extensions);
    }
}
