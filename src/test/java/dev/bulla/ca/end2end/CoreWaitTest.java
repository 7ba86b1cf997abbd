/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server on which hardly anybody may wait for a core, and clients that all come at once. */
@Timeout(60)
class CoreWaitTest {
    private static final String ADDRESS = "ada@example.com";
    private static final Map<String, String> FLAGS =
            Map.of("cores", "1", "core-wait", "1ms", "ct-log-url", "", "insecure-no-ct-log", "true");
    private static final int CLIENTS = 64;

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder, Requests.trust(folder, issuer), InstantSource.system(), FLAGS);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        server.close();
        issuer.close();
    }

    @Test
    void whoWouldWaitTooLongIsToldToComeBackAndTheOthersAreServed() throws Exception {
        var seen = new HashMap<Integer, Integer>();
        Callable<HttpResponse<byte[]>> request = this::sign;
        do {
            for (var answer : clients.invokeAll(Collections.nCopies(CLIENTS, request))) {
                seen.merge(answer.get().statusCode(), 1, Integer::sum);
                assertHasAdviceIfRefused(answer.get());
            }
        } while (!seen.containsKey(429));

        assertThat(seen).containsOnlyKeys(200, 429);
        assertThat(Requests.get(server, server.admin("/metrics")))
                .contains("bulla_decisions_total{outcome=\"refused\",reason=\"OVERLOADED\",issuer=\"\",type=\"\"} "
                        + seen.get(429) + "\n");
        assertThat(sign().statusCode()).isEqualTo(200);
    }

    @Test
    void theyHearItOverGrpcToo() throws Exception {
        Callable<List<String>> request = () -> Requests.overGrpc(server, issuer.token(), TestKeys.p256(), ADDRESS);
        var refused = new HashMap<String, Integer>();
        do {
            for (var answer : clients.invokeAll(Collections.nCopies(CLIENTS, request))) {
                if (answer.state() == Future.State.FAILED) {
                    refused.merge(String.valueOf(answer.exceptionNow().getMessage()), 1, Integer::sum);
                }
            }
        } while (refused.isEmpty());

        assertThat(refused).containsOnlyKeys("RESOURCE_EXHAUSTED: The service is at capacity, please try again");
    }

    private HttpResponse<byte[]> sign() {
        var request = Requests.signing(server, issuer.token(), TestKeys.p256(), ADDRESS);
        return server.send(request.build());
    }

    private static void assertHasAdviceIfRefused(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 429) {
            assertThat(Requests.reason(answer)).isEqualTo("OVERLOADED");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }
}
