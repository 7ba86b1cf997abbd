/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.Endpoint;
import java.time.Duration;

/**
 * How the gRPC server listens.
 *
 * @param endpoint       where
 * @param requestTimeout how long the message of a call may take to arrive
 * @param idleTimeout    how long a connection may stand without a call before it is asked to go
 * @param grace          how long calls in flight may take to end when the server stops
 * @param room           for how many clients and how much of what they send
 */
public record GrpcSettings(
        Endpoint endpoint, Duration requestTimeout, Duration idleTimeout, Duration grace, Room room) {

    /**
     * @param connections        how many may be open; more are closed at once
     * @param callsPerConnection how many a connection may have open; clients keep to it by themselves
     * @param calls              how many may be open on all of them
     * @param largeRequests      how many bytes of large messages may be held at a time
     */
    public record Room(int connections, int callsPerConnection, int calls, long largeRequests) {}
}
