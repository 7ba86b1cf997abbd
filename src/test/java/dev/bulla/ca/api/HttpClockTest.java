/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.BesideOthers;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClockTest {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final String POST = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\n";
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final RunningApi API = RunningApi.with().patience(PATIENCE).start();

    /** Far enough from each other that a machine which stands still for a second does not take one for the other. */
    private static final RunningApi RESTING = RunningApi.with().rest(REST).start();

    @AfterAll
    static void stop() {
        API.close();
        RESTING.close();
    }

    @BesideOthers
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /healthz HTTP/1.1\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ",
                POST + "Content-Length: 3\r\n\r\n",
                POST + "Content-Length: 3\r\n\r\n{}",
                POST + "Transfer-Encoding: chunked\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\nff\r\n{}"
            })
    void aClientThatStopsInTheMiddleIsCutOffWithoutAnAnswer(String beginning) throws IOException {
        var since = System.nanoTime();
        try (var raw = API.raw()) {
            assertThat(raw.send(beginning).rest()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(PATIENCE);
        assertThat(API.ca.wasAsked()).isFalse();
    }

    @BesideOthers
    @Test
    void aClientThatSendsDropByDropIsCutOffToo() throws IOException {
        try (var raw = API.raw()) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
            var dripping = Thread.ofVirtual().start(() -> drip(raw));

            assertThat(untilCutOff(raw)).isEmpty();
            dripping.interrupt();
        }
    }

    /** A drop that nobody reads any more turns the end of the connection into a reset. */
    private static String untilCutOff(RawHttp raw) throws IOException {
        try {
            return raw.rest();
        } catch (SocketException e) {
            return "";
        }
    }

    /** Ends when the connection is gone. */
    private static void drip(RawHttp raw) {
        try {
            while (true) {
                raw.send("x");
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConnectionMayRestBetweenTwoRequestsButNotForEver() throws IOException {
        var since = System.nanoTime();
        try (var raw = RESTING.raw()) {
            assertThat(raw.ask(GET).status()).isEqualTo(200);
            assertThat(raw.ask(GET).status()).isEqualTo(200);
            assertThat(raw.rest()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(REST);
    }

    @Test
    void aRequestThatBeginsAfterARestHasTheWholeTimeToArrive() throws IOException, InterruptedException {
        try (var raw = RESTING.raw()) {
            raw.ask(GET);
            raw.send(GET.substring(0, 10));
            Thread.sleep(REST.plusMillis(500));

            assertThat(raw.ask(GET.substring(10)).status()).isEqualTo(200);
        }
    }

    @Test
    void aClientWaitsForUsAsLongAsItTakes() {
        API.ca.doing(request -> {
            try {
                Thread.sleep(PATIENCE.plusMillis(700));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted at work", e);
            }
            return API.ca.issue();
        });

        assertThat(API.sign("{}").statusCode()).isEqualTo(200);
        API.ca.asked();
    }

    @Test
    void aClientThatLeavesInTheMiddleIsNoTrouble() throws IOException {
        try (var raw = API.raw()) {
            raw.send(POST + "Content-Length: 300\r\n\r\n{");
        }

        assertThat(API.get("/healthz").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST + "Content-Length: 1\r\n\r\n{"})
    void aConnectionThatAClientWantsClosedIsClosed(String request) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(request.replace("Host: x\r\n", "Host: x\r\nConnection: close\r\n"));

            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(raw.rest()).isEmpty();
        }
    }
}
