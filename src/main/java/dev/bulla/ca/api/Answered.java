/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * How one request was answered.
 *
 * @param method    the HTTP method as it was sent; {@code POST} for gRPC
 * @param operation what was asked for; empty if we do not offer it
 * @param requestId the name of the request in the answer, in records and in logs
 */
public record Answered(Caller caller, String method, Optional<Operation> operation, String requestId, Outcome outcome) {

    /**
     * Who asked, and how.
     *
     * @param peer the other end of the connection, which may be a proxy
     */
    public record Caller(Protocol protocol, Optional<SocketAddress> peer) {}

    public enum Protocol {
        HTTP,
        GRPC
    }

    /**
     * What was sent.
     *
     * @param httpStatus 200 for every answer over gRPC, which has its own codes
     * @param grpcCode   the number of the code that stands for the answer in both protocols
     * @param nanos      from the request's head to the answer's end
     * @param bytes      of the answer's body
     * @param bug        what was thrown, if it was none of the exceptions we know: for the operator's log
     */
    public record Outcome(int httpStatus, int grpcCode, long nanos, long bytes, Optional<Throwable> bug) {}
}
