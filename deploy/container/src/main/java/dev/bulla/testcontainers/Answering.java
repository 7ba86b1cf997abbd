/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until a page answers. A program that ends instead is not waited for, and its last words are in the exception. */
final class Answering extends AbstractWaitStrategy {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int OK = 200;

    private final int port;
    private final String path;

    private Answering(int port, String path) {
        this.port = port;
        this.path = path;
        withStartupTimeout(PATIENCE);
    }

    /** @param port inside of the container */
    static Answering at(int port, String path) {
        return new Answering(port, path);
    }

    @Override
    protected void waitUntilReady() {
        var page = URI.create(
                "http://" + waitStrategyTarget.getHost() + ":" + waitStrategyTarget.getMappedPort(port) + path);
        var end = System.nanoTime() + startupTimeout.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, page)) {
                if (!waitStrategyTarget.isRunning()) {
                    throw new ContainerLaunchException("it ended and said: " + waitStrategyTarget.getLogs());
                }
                if (System.nanoTime() - end > 0) {
                    throw new ContainerLaunchException(page + " does not answer: " + waitStrategyTarget.getLogs());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerLaunchException("interrupted while waiting for " + page, e);
        }
    }

    private static boolean answers(HttpClient client, URI page) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
