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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what calls may hold before they are complete: how many there are, how many bytes of large messages, and how long a
 * message may take to arrive. The transport bounds none of it, so half a message could stay for ever.
 */
final class GrpcDoor extends ServerStreamTracer.Factory implements ServerInterceptor, AutoCloseable {
    private static final String SIGN = Operation.CREATE_SIGNING_CERTIFICATE.fullName();

    private final GrpcSettings settings;
    private final CaService service;
    private final Answers answers;
    private final LargeRequests largeRequests;
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("grpc-clock").daemon().factory());

    GrpcDoor(GrpcSettings settings, CaService service, Answers answers) {
        this.settings = settings;
        this.service = service;
        this.answers = answers;
        this.largeRequests = new LargeRequests(settings.room().largeRequests());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Called by the transport before the call itself begins. */
    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        var call = new ArrivingCall(largeRequests.share(), open::decrementAndGet);
        if (open.incrementAndGet() > settings.room().calls()) {
            call.turnAway(ArrivingCall.TurnedAway.NO_ROOM);
        }
        return call;
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var arriving = ArrivingCall.current();
        var answered = new OnceAnsweredCall<>(call);
        var requestId = GrpcCall.current().requestId();
        arriving.awaited(why -> refuse(answered, why, requestId), () -> clockFor(arriving));
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

    private void refuse(OnceAnsweredCall<?, ?> call, ArrivingCall.TurnedAway why, String requestId) {
        var refused = switch (why) {
            case TOO_SLOW ->
                new RefusedException(Refusal.REQUEST_TOO_SLOW, "no whole message in " + settings.requestTimeout());
            case NO_ROOM -> new RefusedException(Refusal.OVERLOADED, "no room for another call");
        };
        if (call.getMethodDescriptor().getFullMethodName().equals(SIGN)) {
            service.turnedAway().accept(requestId, refused);
        }
        var error = GrpcAnswers.error(answers.to(refused), requestId, answers.tellDetails());
        var trailers = error.getTrailers();
        call.closeFirst(error.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
