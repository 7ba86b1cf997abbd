/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the HTTP server listens.
 *
 * @param address     where
 * @param readTimeout how long a client may take to send a whole request, and as long again to take the answer
 * @param idleTimeout how long a connection may rest between two requests
 * @param grace       how long requests in flight may take to end when the server stops
 * @param connections how many connections may be open; more wait to be accepted
 */
public record HttpSettings(
        InetSocketAddress address, Duration readTimeout, Duration idleTimeout, Duration grace, int connections) {

    /** What the original does, as far as it has a limit. */
    public static HttpSettings usual(InetSocketAddress address) {
        return new HttpSettings(address, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(30), 8192);
    }

    /** The same at another address. */
    public HttpSettings at(InetSocketAddress other) {
        return new HttpSettings(other, readTimeout, idleTimeout, grace, connections);
    }
}
