/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask the same without a pause, until they are told to stop. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 64;
    private static final int OK = 200;

    private final AtomicInteger certificates = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Load() {}

    static Load of(HttpRequest request) {
        var load = new Load();
        for (var number = 0; number < CLIENTS; number++) {
            load.clients.execute(() -> load.ask(request));
        }
        return load;
    }

    private void ask(HttpRequest request) {
        while (goesOn.get()) {
            try {
                var status = client.send(request, BodyHandlers.discarding()).statusCode();
                (status == OK ? certificates : others).incrementAndGet();
            } catch (IOException e) {
                // The server is gone, which is the test's business.
                others.incrementAndGet();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Certificates that have arrived. */
    int certificates() {
        return certificates.get();
    }

    /** Requests of which nothing came. */
    int others() {
        return others.get();
    }

    /** Stops asking and waits for what is still to come. */
    @Override
    public void close() {
        goesOn.set(false);
        clients.close();
        client.close();
    }
}
