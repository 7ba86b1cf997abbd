/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ctlog.TreeWitness;

/** A port at which a witness is asked, and nothing else. */
public final class WitnessPort implements AutoCloseable {
    private final HttpListener listener;

    private WitnessPort(HttpListener listener) {
        this.listener = listener;
    }

    /** Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had. */
    public static WitnessPort start(HttpSettings settings, WitnessSite site) {
        return new WitnessPort(
                HttpListener.start(settings, TreeWitness.LARGEST_REQUEST, site, HttpListener::reasonOnly));
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
