/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.pace.Pause;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAdmissionTest {
    private static final String HEAD = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\n";

    /** Clocks of different kinds may differ a little. */
    private static final Duration ALMOST_A_MOMENT = Pause.MOMENT.minusMillis(10);

    private final RunningApi api = RunningApi.with().seats(1).start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aRequestTooManyIsAskedToComeBackBeforeItIsRead() throws InterruptedException {
        var full = new FullHouse(api);

        var second = api.sign("this is not even JSON");

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(second.body())
                .isEqualTo("{\"code\":8,\"message\":\"The service is at capacity, please try again\",\"details\":[]}");
        assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v2/trustBundle").statusCode()).isEqualTo(200);

        full.empty();
    }

    @Test
    void aRequestForWhichThereIsNoRoomIsAnsweredBeforeItsBodyIsHere() throws IOException, InterruptedException {
        var full = new FullHouse(api);
        try (var raw = api.raw()) {
            var answer = raw.ask(HEAD + "Content-Length: 30\r\n\r\n");
            assertThat(answer.status()).isEqualTo(429);

            // The body that comes afterwards is no request, whatever it looks like.
            full.empty();
            assertThat(raw.ask("GET /nowhere HTTP/1.1\r\nHost: x" + HEAD + "Content-Length: 2\r\n\r\n{}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoIsRefusedIsNotListenedToForAMomentOnThatConnection() throws IOException, InterruptedException {
        var full = new FullHouse(api);
        try (var raw = api.raw()) {
            assertThat(raw.ask(HEAD + "Content-Length: 2\r\n\r\n{}").status()).isEqualTo(429);

            var refused = System.nanoTime();
            assertThat(raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(ALMOST_A_MOMENT);
        }
        full.empty();
    }

    @Test
    void whoseConnectionEndsWithTheRefusalWaitsForItAMoment() throws IOException, InterruptedException {
        var full = new FullHouse(api);
        try (var raw = api.raw()) {
            var asked = System.nanoTime();
            assertThat(raw.ask(HEAD + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
                            .status())
                    .isEqualTo(429);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(ALMOST_A_MOMENT);
        }
        full.empty();
    }

    @Test
    void whoAskedWhetherToSendABodyIsNotWaitedFor() throws IOException, InterruptedException {
        var full = new FullHouse(api);
        try (var raw = api.raw()) {
            var answer = raw.ask(HEAD + "Expect: 100-continue\r\nContent-Length: 30\r\n\r\n");

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(raw.rest()).isEmpty();
        }
        full.empty();
    }

    @Test
    void aLargeRequestThatIsRefusedHoldsNothingAndTheNextOneIsServed() throws IOException, InterruptedException {
        var large = 900_000;
        try (var narrow = RunningApi.with().seats(1).largeRequests(1_000_000).start();
                var raw = narrow.raw()) {
            var full = new FullHouse(narrow);
            assertThat(raw.ask(HEAD + "Content-Length: " + large + "\r\n\r\n").status())
                    .isEqualTo(429);
            raw.send(" ".repeat(large - 1));
            full.empty();

            assertThat(narrow.sign(" ".repeat(large) + "{}").statusCode()).isEqualTo(200);
            assertThat(raw.ask(" " + HEAD + "Content-Length: 2\r\n\r\n{}").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theSeatIsFreeAgainHoweverARequestEnds() {
        api.sign("{");
        api.ca.throwing(new IllegalStateException());
        api.sign("{}");
        api.ca.throwing(new OutOfMemoryError("not really"));
        api.sign("{}");
        api.ca.withoutLog();

        assertThat(api.sign("{}").statusCode()).isEqualTo(200);
        assertThat(api.sign("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatSendsSlowlyKeepsNobodyOut() throws IOException {
        try (var slow = api.raw()) {
            slow.send(
                    "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(slow.reply().status()).isEqualTo(100);

            assertThat(api.sign("{}").statusCode()).isEqualTo(200);
            assertThat(slow.ask("{}").status()).isEqualTo(200);
        }
    }

    @Test
    void largeRequestsKeepOutEachOtherAndNobodyElse() throws InterruptedException {
        var large = " ".repeat(900_000) + "{}";
        try (var roomy = RunningApi.with().largeRequests(1_000_000).start()) {
            var inside = new Semaphore(0);
            var mayLeave = new CountDownLatch(1);
            roomy.ca.doing(request -> {
                inside.release();
                awaitQuietly(mayLeave);
                return roomy.ca.issue();
            });
            var first = CompletableFuture.supplyAsync(() -> roomy.sign(large), Thread::startVirtualThread);
            inside.acquire();

            var second = roomy.sign(large);
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(roomy.turnedAway).singleElement().asString().endsWith("OVERLOADED");
            var usual = CompletableFuture.supplyAsync(() -> roomy.sign("{}"), Thread::startVirtualThread);
            inside.acquire();

            mayLeave.countDown();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(usual.join().statusCode()).isEqualTo(200);
            assertThat(roomy.sign(large).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aHeadForWhichThereIsNoRoomIsCutOff() throws IOException {
        try (var narrow = RunningApi.with().largeRequests(100_000).start();
                var raw = narrow.raw()) {
            var head = "GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "h".repeat(400_000);

            assertThat(answerUntilCutOff(raw, head)).isEmpty();
            assertThat(narrow.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    /** What nobody reads any more turns the end of a connection into a reset, while sending or while reading. */
    private static String answerUntilCutOff(RawHttp raw, String head) throws IOException {
        try {
            raw.send(head);
            return raw.rest();
        } catch (SocketException e) {
            return "";
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request is inside, and there is no room for another until it may leave. */
    private static final class FullHouse {
        private final CountDownLatch mayLeave = new CountDownLatch(1);
        private final CompletableFuture<HttpResponse<String>> inside;

        FullHouse(RunningApi api) throws InterruptedException {
            var entered = new Semaphore(0);
            api.ca.doing(request -> {
                entered.release();
                awaitQuietly(mayLeave);
                return api.ca.issue();
            });
            inside = CompletableFuture.supplyAsync(() -> api.sign("{}"), Thread::startVirtualThread);
            entered.acquire();
        }

        void empty() {
            mayLeave.countDown();
            assertThat(inside.join().statusCode()).isEqualTo(200);
        }
    }
}
