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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call whose message has not arrived yet. It is either complete or turned away, whichever comes first, and then the other
 * comes too late.
 */
final class ArrivingCall extends ServerStreamTracer {
    private static final Context.Key<ArrivingCall> CURRENT = Context.key("arriving");

    private final LargeRequests.Share share;
    private final Runnable end;
    private boolean complete;
    private Optional<TurnedAway> turnedAway = Optional.empty();
    private @Nullable Consumer<TurnedAway> answer;

    /** Why a call is not waited for. */
    enum TurnedAway {
        NO_ROOM,
        TOO_SLOW
    }

    /** @param end done when nothing of the call is left */
    ArrivingCall(LargeRequests.Share share, Runnable end) {
        this.share = share;
        this.end = end;
    }

    static ArrivingCall current() {
        return CURRENT.get();
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(CURRENT, this);
    }

    /** Told while a message comes in, and not only at its end. */
    @Override
    public synchronized void inboundWireSize(long bytes) {
        if (turnedAway.isEmpty() && !share.add((int) bytes)) {
            turnAway(TurnedAway.NO_ROOM);
        }
    }

    /** The message is here. Says no if the call was turned away before. */
    synchronized boolean complete() {
        complete = turnedAway.isEmpty();
        return complete;
    }

    /** Sets how it is told. The transport may have turned the call away before anybody could tell. */
    synchronized void onTurnedAway(Consumer<TurnedAway> how) {
        answer = how;
        turnedAway.ifPresent(how);
    }

    synchronized void turnAway(TurnedAway why) {
        if (complete || turnedAway.isPresent()) {
            return;
        }
        turnedAway = Optional.of(why);
        share.giveBack();
        if (answer != null) {
            answer.accept(why);
        }
    }

    @Override
    public synchronized void streamClosed(Status status) {
        share.giveBack();
        end.run();
    }
}
