/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Compresses the answers of calls whose requests were compressed. Only gzip, and only for clients that say they take it. */
final class SameEncoding implements ServerInterceptor {
    private static final String GZIP = "gzip";
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (GZIP.equals(headers.get(ENCODING))) {
            call.setCompression(GZIP);
        }
        return next.startCall(call, headers);
    }
}
