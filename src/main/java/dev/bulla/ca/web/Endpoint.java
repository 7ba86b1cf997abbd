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
 * @param tls what its TLS is made with; empty for none
 */
public record Endpoint(InetSocketAddress address, Optional<SSLContext> tls) {

    public static Endpoint plain(InetSocketAddress address) {
        return new Endpoint(address, Optional.empty());
    }
}
