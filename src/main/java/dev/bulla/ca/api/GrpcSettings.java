/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.Endpoint;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the gRPC server listens.
 *
 * @param endpoint    where
 * @param idleTimeout how long a connection may stand without a call before it is asked to go
 * @param grace       how long calls in flight may take to end when the server stops
 */
public record GrpcSettings(Endpoint endpoint, Duration idleTimeout, Duration grace) {

    /** What the original does, as far as it has a limit. */
    public static GrpcSettings usual(InetSocketAddress address) {
        return new GrpcSettings(Endpoint.plain(address), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }
}
