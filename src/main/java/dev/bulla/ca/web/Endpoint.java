/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a port listens, and how.
 *
 * @param tls   what its TLS is made with; empty for none
 * @param http2 whether clients may choose HTTP/2 when they agree on TLS
 */
public record Endpoint(InetSocketAddress address, Optional<SSLContext> tls, boolean http2) {

    public static Endpoint plain(InetSocketAddress address) {
        return new Endpoint(address, Optional.empty(), false);
    }
}
