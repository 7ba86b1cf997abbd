/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The authority that is measured. Its name is looked up once, so that all load goes where it was allowed to go.
 *
 * @param host as requests name it
 * @param path of signing requests
 */
public record Target(InetAddress address, int port, String host, String path) {
    private static final int HTTP = 80;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** Throws {@link IllegalArgumentException} for what is no address of an authority. */
    public static Target of(URI url) throws UnknownHostException {
        if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("the URL must be like http://localhost:5555 and not " + url);
        }
        var prefix = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return new Target(
                InetAddress.getByName(url.getHost()),
                url.getPort() < 0 ? HTTP : url.getPort(),
                url.getRawAuthority(),
                prefix + "/api/v2/signingCert");
    }

    /** Returns when somebody answers there, or throws when nobody did for so long. */
    public void await(Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(socketAddress(), Math.toIntExact(CONNECT.toMillis()));
                return;
            } catch (IOException e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    public boolean isThisMachine() {
        return address.isLoopbackAddress();
    }
}
