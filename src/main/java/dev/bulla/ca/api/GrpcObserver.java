/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import com.google.protobuf.MessageLite;
import dev.bulla.ca.api.Answered.Outcome;
import dev.bulla.ca.api.Answered.Protocol;
import dev.bulla.ca.trace.Trace;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives every call its name, sends the name back, and tells how the call ended, once. */
final class GrpcObserver implements ServerInterceptor {
    private final ApiEvents events;

    GrpcObserver(ApiEvents events) {
        this.events = events;
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var head = GrpcCall.of(headers);
        var operation = Operation.named(call.getMethodDescriptor().getFullMethodName());
        operation.ifPresent(events::started);
        var trace = events.arrived(name -> all(headers, name));
        var observed = new Observed<>(call, head.requestId(), operation, trace);
        var listener = Contexts.interceptCall(head.inContext(), observed, headers, next);
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onHalfClose() {
                trace.within(super::onHalfClose);
            }

            @Override
            public void onCancel() {
                observed.ended(left());
                super.onCancel();
            }
        };
    }

    private static List<String> all(Metadata headers, String name) {
        var values = headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        var all = new ArrayList<String>();
        if (values != null) {
            values.forEach(all::add);
        }
        return all;
    }

    /** How a call ended that nobody waits for any more. */
    private static Status left() {
        return Context.current().cancellationCause() instanceof TimeoutException
                ? Status.DEADLINE_EXCEEDED
                : Status.CANCELLED;
    }

    private final class Observed<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final String requestId;
        private final Optional<Operation> operation;
        private final Trace trace;
        private final long since = System.nanoTime();
        private final AtomicBoolean ended = new AtomicBoolean();
        private boolean named;
        private long sent;

        Observed(ServerCall<Q, A> call, String requestId, Optional<Operation> operation, Trace trace) {
            super(call);
            this.requestId = requestId;
            this.operation = operation;
            this.trace = trace;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            nameIn(headers);
            super.sendHeaders(headers);
        }

        @Override
        public void sendMessage(A message) {
            if (message instanceof MessageLite lite) {
                sent += lite.getSerializedSize();
            }
            super.sendMessage(message);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!named) {
                nameIn(trailers);
            }
            // The context hears of a client that left while we were at work, the call only afterwards.
            ended(Context.current().isCancelled() ? left() : status);
            super.close(status, trailers);
        }

        private void nameIn(Metadata metadata) {
            metadata.discardAll(GrpcCall.REQUEST_ID);
            metadata.put(GrpcCall.REQUEST_ID, requestId);
            named = true;
        }

        private Answered.Caller caller() {
            return new Answered.Caller(
                    Protocol.GRPC, Optional.ofNullable(getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
        }

        void ended(Status status) {
            if (ended.compareAndSet(false, true)) {
                var bug = Optional.ofNullable(status.getCause());
                var nanos = System.nanoTime() - since;
                var outcome = new Outcome(200, status.getCode().value(), nanos, sent, bug);
                trace.within(() -> events.answered(new Answered(caller(), "POST", operation, requestId, outcome)));
            }
        }
    }
}
