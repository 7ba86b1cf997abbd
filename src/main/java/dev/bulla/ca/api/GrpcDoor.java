/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.pace.LargeRequests;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what calls may hold before they are complete: how many there are, how many bytes of large messages, and how long a
 * message may take to arrive. The transport bounds none of it, so half a message could stay for ever.
 */
final class GrpcDoor extends ServerStreamTracer.Factory implements ServerInterceptor, AutoCloseable {
    private final GrpcSettings settings;
    private final GrpcRefusals refusals;
    private final LargeRequests largeRequests;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("grpc-clock").daemon().factory());

    GrpcDoor(GrpcSettings settings, GrpcRefusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
        this.largeRequests = new LargeRequests(settings.room().largeRequests());
        this.places = new Semaphore(settings.room().calls());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Called by the transport before the call itself begins. */
    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return new ArrivingCall(largeRequests.share(), places);
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var arriving = ArrivingCall.current();
        var answered = new OnceAnsweredCall<>(call);
        var requestId = GrpcCall.current().requestId();
        arriving.awaited(why -> refusals.answer(answered, requestId, refusal(why)), () -> clockFor(arriving));
        var listener = next.startCall(answered, headers);
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onHalfClose() {
                if (arriving.complete()) {
                    super.onHalfClose();
                }
            }
        };
    }

    /** Turns the call away when it took too long, on a thread of its own: one record must not hold up the other clocks. */
    private Future<?> clockFor(ArrivingCall call) {
        return clock.schedule(
                () -> Thread.startVirtualThread(() -> call.turnAway(ArrivingCall.TurnedAway.TOO_SLOW)),
                settings.requestTimeout().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private RefusedException refusal(ArrivingCall.TurnedAway why) {
        return switch (why) {
            case TOO_SLOW ->
                new RefusedException(Refusal.REQUEST_TOO_SLOW, "no whole message in " + settings.requestTimeout());
            case NO_ROOM -> GrpcRefusals.noRoom();
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
