/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.pace.LargeRequests;
import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call whose message has not arrived yet. It is complete, turned away or closed, whichever comes first, and then the others
 * come too late.
 */
final class ArrivingCall extends ServerStreamTracer {
    private static final Context.Key<ArrivingCall> CURRENT = Context.key("arriving");

    private final LargeRequests.Share share;
    private final Semaphore places;
    private boolean hasPlace;
    private boolean arriving = true;
    private Optional<TurnedAway> turnedAway = Optional.empty();
    private @Nullable Consumer<TurnedAway> answer;
    private @Nullable Future<?> clock;

    /** Why a call is not waited for. */
    enum TurnedAway {
        NO_ROOM,
        TOO_SLOW
    }

    /** @param places one for each call that may be open */
    ArrivingCall(LargeRequests.Share share, Semaphore places) {
        this.share = share;
        this.places = places;
    }

    static ArrivingCall current() {
        return CURRENT.get();
    }

    /**
     * From here on the transport tells when the call ends, so here it takes its place. One whose headers the transport cannot read
     * does not come so far, and is forgotten without a word.
     */
    @Override
    public Context filterContext(Context context) {
        hasPlace = places.tryAcquire();
        if (!hasPlace) {
            turnAway(TurnedAway.NO_ROOM);
        }
        return context.withValue(CURRENT, this);
    }

    /** Told while a message comes in, and not only at its end. */
    @Override
    public void inboundWireSize(long bytes) {
        if (!room(bytes)) {
            turnAway(TurnedAway.NO_ROOM);
        }
    }

    private synchronized boolean room(long bytes) {
        return !arriving || share.add((int) bytes);
    }

    /**
     * Sets how it is told, and starts the clock. The transport may have turned the call away before anybody could tell, and
     * its client may have left.
     */
    void awaited(Consumer<TurnedAway> how, Supplier<Future<?>> start) {
        synchronized (this) {
            if (arriving) {
                answer = how;
                clock = start.get();
                return;
            }
        }
        turnedAway.ifPresent(how);
    }

    /** The message is here. Says no if the call has ended before. */
    synchronized boolean complete() {
        return arrives();
    }

    void turnAway(TurnedAway why) {
        Consumer<TurnedAway> how;
        synchronized (this) {
            if (!arrives()) {
                return;
            }
            turnedAway = Optional.of(why);
            share.giveBack();
            how = answer;
        }
        // Not under the lock, which the transport's threads need: who tells may write records.
        if (how != null) {
            how.accept(why);
        }
    }

    @Override
    public synchronized void streamClosed(Status status) {
        var _ = arrives();
        share.giveBack();
        if (hasPlace) {
            places.release();
        }
    }

    /** Ends the waiting, once. */
    private boolean arrives() {
        var first = arriving;
        arriving = false;
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
        return first;
    }
}
