/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDeadlineTest {
    private static final String TOO_LATE = "{\"code\":4,\"message\":\"context deadline exceeded\",\"details\":[]}";

    private final RunningApi api = RunningApi.with().seats(1).start();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5S", "1H", "1M", "9000m", "90000000u", "9000000000n", "+5S", "9223372036854775807H", "0S", ""})
    void whoeverHasTimeGetsAnAnswer(String timeout) {
        assertThat(api.sign("{}", "Grpc-Timeout", timeout).statusCode()).isEqualTo(200);
        assertThat(api.get("/healthz", "Grpc-Timeout", timeout).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "-1S, /healthz",
        "-1n, /api/v2/trustBundle",
        "-9223372036854775808H, /api/v2/configuration",
        "-5M, /api/v1/rootCert"
    })
    void aTimeBeforeTheRequestIsOver(String timeout, String path) {
        var answer = api.get(path, "Grpc-Timeout", timeout);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).isEqualTo(TOO_LATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "S", "5s", "5 S", "1.5S", "soon", "99999999999999999999S", "--1S", "0x5S"})
    void whatIsNoTimeIsRefusedBeforeTheBodyIsUnderstood(String timeout) {
        var answer = api.sign("nonsense", "Grpc-Timeout", timeout);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"invalid grpc-timeout\",\"details\":[]}");
        assertThat(api.get("/healthz", "Grpc-Timeout", timeout).statusCode()).isEqualTo(400);
        assertThat(api.get("/nope", "Grpc-Timeout", timeout).statusCode()).isEqualTo(404);
    }

    @Test
    void aClientIsToldWhenItsTimeIsOverAndTheWalkKeepsItsSeatToTheEnd() {
        var mayEnd = new CountDownLatch(1);
        api.ca.doing(request -> {
            awaitQuietly(mayEnd);
            return api.ca.issue();
        });

        // On a busy machine a short time may be over before the walk begins.
        for (var millis = 50; !api.ca.wasAsked(); millis *= 2) {
            var answer = api.sign("{}", "Grpc-Timeout", millis + "m");
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo(TOO_LATE);
            assertThat(api.answered().outcome().grpcCode()).isEqualTo(4);
        }

        assertThat(api.sign("{}").statusCode()).isEqualTo(429);
        api.ca.doing(request -> api.ca.issue());
        mayEnd.countDown();
        Eventually.holds(() -> api.sign("{}").statusCode() == 200);
    }

    @Test
    void aRefusalWithinTheTimeIsARefusal() {
        api.ca.throwing(new RefusedException(Refusal.TOKEN_EXPIRED, "an hour ago"));

        assertThat(api.sign("{}", "Grpc-Timeout", "20S").statusCode()).isEqualTo(400);
    }

    @Test
    void aBugWithinTheTimeIsABug() {
        var bug = new StackOverflowError("secret");
        api.ca.throwing(bug);

        assertThat(api.sign("{}", "Grpc-Timeout", "20S").statusCode()).isEqualTo(500);
        assertThat(api.answered().outcome().bug()).contains(bug);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
