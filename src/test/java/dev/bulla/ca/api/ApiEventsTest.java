/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.api.Answered.Protocol;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiEventsTest {
    private final RunningApi api = RunningApi.usual();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /healthz HTTP/1.1\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{}"
            })
    void aClientThatLeavesInTheMiddleIsNeitherAnsweredNorTakenForABug(String beginning) throws IOException {
        try (var raw = api.raw()) {
            assertThat(raw.send(beginning).end().rest()).isEmpty();
        }
        assertThat(api.answered).isEmpty();
    }

    @Test
    void aRequestOverHttpIsToldAsWhatItAskedFor() {
        var answer = api.sign("{}", "X-Request-Id", "mine");

        var told = api.answered();
        assertThat(api.started).containsExactly(Operation.CREATE_SIGNING_CERTIFICATE);
        assertThat(told.caller().protocol()).isEqualTo(Protocol.HTTP);
        assertThat(told.method()).isEqualTo("POST");
        assertThat(told.operation()).contains(Operation.CREATE_SIGNING_CERTIFICATE);
        assertThat(told.requestId()).isEqualTo("mine");
        assertThat(told.outcome().httpStatus()).isEqualTo(200);
        assertThat(told.outcome().grpcCode()).isZero();
        assertThat(told.outcome().nanos()).isPositive();
        assertThat(told.outcome().bytes()).isEqualTo(answer.body().length());
        assertThat(told.outcome().bug()).isEmpty();
        assertThat(api.answered).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /healthz, 200, 0, CHECK_HEALTH",
        "GET, /api/v2/trustBundle, 200, 0, GET_TRUST_BUNDLE",
        "GET, /api/v2/configuration, 200, 0, GET_CONFIGURATION",
        "GET, /nope, 404, 5, ",
        "DELETE, /healthz, 501, 12, "
    })
    void whatWeDoNotOfferIsAnsweredButNotStarted(
            String method, String path, int status, int code, Operation operation) {
        api.method(method, path);

        var told = api.answered();
        assertThat(told.method()).isEqualTo(method);
        assertThat(told.operation()).isEqualTo(Optional.ofNullable(operation));
        assertThat(told.outcome().httpStatus()).isEqualTo(status);
        assertThat(told.outcome().grpcCode()).isEqualTo(code);
        assertThat(api.started).hasSize(operation == null ? 0 : 1);
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLargeIsToldToo() {
        api.sign(new byte[5_000_000]);

        var told = api.answered();
        assertThat(told.method()).isEqualTo("POST");
        assertThat(told.operation()).isEmpty();
        assertThat(told.outcome().httpStatus()).isEqualTo(400);
    }
}
