/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * One request of a client to a server, and its answer.
 *
 * @param url  as it was typed
 * @param flag with which it was typed
 */
record WebExchange(URI url, String flag) {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** A request to this page of the server. */
    HttpRequest.Builder to(URI page) {
        try {
            return HttpRequest.newBuilder(page).timeout(PATIENCE);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    flag + " must be like http://localhost:5555 and not " + url, ExitCode.USAGE);
        }
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try (var client = WebClient.connectingWithin(PATIENCE)) {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (ConnectException e) {
            throw new CommandFailedException("nobody answers at " + url + "; is the server running there?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while waiting for " + url);
        }
    }
}
