/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the gRPC server listens.
 *
 * @param address     where
 * @param idleTimeout how long a connection may stand without a call before it is asked to go
 * @param grace       how long calls in flight may take to end when the server stops
 */
public record GrpcSettings(InetSocketAddress address, Duration idleTimeout, Duration grace) {

    /** What the original does, as far as it has a limit. */
    public static GrpcSettings usual(InetSocketAddress address) {
        return new GrpcSettings(address, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }
}
