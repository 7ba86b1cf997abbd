/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies speak HTTP/1.0 to what is behind them unless they are told otherwise. */
class OldHttpTest {
    private static final RunningApi API = RunningApi.usual();

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.0\r\n\r\n",
                "GET /healthz HTTP/1.0\r\nHost: ca.example.com\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.0\r\nHOST: ca.example.com\r\nConnection: keep-alive\r\n\r\n",
                "GET /healthz HTTP/1.0\r\nX-Host: x\r\n\r\n"
            })
    void aRequestIsAnsweredAndTheConnectionCloses(String request) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(request);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("connection", "close").containsKey("content-length");
            assertThat(answer.body()).isEqualTo("{\"status\":\"SERVING\"}\n");
            assertThat(raw.rest()).isEmpty();
        }
    }

    @Test
    void aRequestWithABodyIsAnswered() throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask("POST /api/v2/signingCert HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer HTTP/1.0\r\n"
                    + "Content-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(API.ca.asked().token()).isEqualTo("HTTP/1.0");
        }
    }

    @Test
    void aRequestThatArrivesByteByByteIsAnswered() throws IOException {
        try (var raw = API.raw()) {
            for (var next : "GET /healthz HTTP/1.0\r\nX: y\r\n\r\n".toCharArray()) {
                raw.send(String.valueOf(next));
            }

            assertThat(raw.reply().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz HTTP/0.9\r\n\r\n", "GET /healthz\r\n\r\n", "GET /healthz HTTP/1.0\n\n"})
    void whatIsOlderIsNoRequest(String request) throws IOException {
        try (var raw = API.raw()) {
            assertThat(raw.ask(request).status()).isEqualTo(400);
        }
    }
}
