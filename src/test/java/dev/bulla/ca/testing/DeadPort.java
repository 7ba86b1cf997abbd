/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this machine on which nobody listens, and which nobody else gets until it is closed. */
public final class DeadPort implements AutoCloseable {
    private final Socket bound = new Socket();

    private DeadPort() {}

    public static DeadPort taken() {
        var dead = new DeadPort();
        try {
            dead.bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return dead;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int number() {
        return bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
