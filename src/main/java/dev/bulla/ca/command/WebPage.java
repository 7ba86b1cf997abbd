/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a server publishes for everybody. */
final class WebPage {
    private static final int LARGEST = 1024 * 1024;

    private WebPage() {}

    /** The answer, whatever its status, if it comes in time. */
    static HttpResponse<byte[]> get(URI page, Duration patience) throws IOException, InterruptedException {
        return get(page, patience, LARGEST);
    }

    /** @param largest how many bytes it may have */
    static HttpResponse<byte[]> get(URI page, Duration patience, int largest) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page).timeout(patience).build();
        try (var client = WebClient.connectingWithin(patience)) {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
        }
    }
}
