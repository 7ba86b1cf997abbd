/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.fault.UnavailableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ErrorDetailsTest {
    private static final RunningApi API = RunningApi.with().details().start();

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void nameReasonStepAdviceAndRequestInTheFormThatProtobufGivesAny() {
        API.ca.endingAt(Step.TOKEN, new RefusedException(Refusal.TOKEN_EXPIRED, "an hour ago"));

        var answer = API.sign("{}", "X-Request-Id", "mine\"17");

        assertThat(answer.body())
                .isEqualTo("{\"code\":3,\"message\":\"There was an error processing the identity token\",\"details\":["
                        + "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"TOKEN_EXPIRED\","
                        + "\"domain\":\"bulla.dev\",\"metadata\":{\"step\":\"verifying the token\",\"advice\":\""
                        + "Ask the issuer for a new token right before asking for the certificate. Check the clock of the"
                        + " machine if it was new.\",\"see\":\"ERRORS.md#token_expired\"}},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\","
                        + "\"requestId\":\"mine\\\"17\",\"servingData\":\"\"}]}");
    }

    @Test
    void nameTheBackendAndWhatItDid() {
        var reasons = Map.of(
                "LOG_UNAVAILABLE", new UnavailableException(Backend.LOG, "", null),
                "SIGNER_FAILED", new FailedException(Backend.SIGNER, ""),
                "BUG", new IllegalStateException());

        reasons.forEach((reason, failure) -> {
            API.ca.throwing(failure);
            assertThat(reasons(API.sign("{}").body())).containsExactly(reason);
        });
    }

    @Test
    void nameTheReasonOfWhatNeverReachedTheWalk() {
        assertThat(reasons(API.sign("{").body())).containsExactly("REQUEST_UNREADABLE");
        assertThat(reasons(API.sign(new byte[5_000_000]).body())).containsExactly("REQUEST_TOO_LARGE");
        assertThat(reasons(API.get("/healthz", "Grpc-Timeout", "-1S").body())).containsExactly("DEADLINE_PASSED");
    }

    @Test
    void areToldToTheOperatorTooWhenSoMuchIsAnnouncedThatNobodyReadsIt() {
        API.turnedAway.clear();

        API.method("PUT", "/api/v2/signingCert", new byte[5_000_000], "X-Request-Id", "not-for-signing");
        API.method("POST", "/api/v2/trustBundle", new byte[5_000_000], "X-Request-Id", "not-for-signing");
        API.method("POST", "/api/v2/signingCert", new byte[5_000_000], "X-Request-Id", "mine");

        assertThat(API.turnedAway).containsExactly("mine REQUEST_TOO_LARGE");
    }

    private static List<String> reasons(String body) {
        return RunningApi.json(body)
                .get("details")
                .valueStream()
                .filter(detail -> detail.has("reason"))
                .map(detail -> detail.get("reason").stringValue())
                .toList();
    }
}
