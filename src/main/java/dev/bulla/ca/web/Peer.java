/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.common.socket.PeerInfo;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;

/** One end of a connection. Who it is by its certificate, nobody asks here: TLS lets in whom it may. */
record Peer(InetSocketAddress address) implements PeerInfo {

    static Peer of(SocketAddress address) {
        return new Peer((InetSocketAddress) address);
    }

    @Override
    public String host() {
        return address.getHostString();
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
        return Optional.empty();
    }
}
