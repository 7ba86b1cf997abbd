/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** A call that the door may answer while the method is at it. What the method says afterwards is dropped. */
final class OnceAnsweredCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private boolean answered;

    OnceAnsweredCall(ServerCall<Q, A> call) {
        super(call);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
        if (!answered) {
            super.sendHeaders(headers);
        }
    }

    @Override
    public synchronized void sendMessage(A message) {
        if (!answered) {
            super.sendMessage(message);
        }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
        if (!answered) {
            answered = true;
            super.close(status, trailers);
        }
    }
}
