/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.RequestIds;
import io.grpc.Context;
import io.grpc.Metadata;
import java.util.Optional;

/**
 * What the head of a call says besides its method.
 *
 * @param requestId the name of the call
 * @param token     the credential that came beside the message; empty unless there was exactly one
 */
record GrpcCall(String requestId, String token) {
    static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("oidcidentitytoken", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<GrpcCall> CURRENT = Context.key("call");

    static GrpcCall of(Metadata headers) {
        var id = RequestIds.of(Optional.ofNullable(headers.get(REQUEST_ID)));
        return new GrpcCall(id, onlyToken(headers));
    }

    private static String onlyToken(Metadata headers) {
        var tokens = headers.getAll(TOKEN);
        if (tokens == null) {
            return "";
        }
        var all = tokens.iterator();
        var first = all.next();
        return all.hasNext() ? "" : first;
    }

    /** The call that the running thread answers. */
    static GrpcCall current() {
        return CURRENT.get();
    }

    Context inContext() {
        return Context.current().withValue(CURRENT, this);
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return "call " + requestId;
    }
}
