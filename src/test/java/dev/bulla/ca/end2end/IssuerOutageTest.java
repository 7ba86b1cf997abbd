/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a server goes on without an issuer that it has asked before. */
@Timeout(180)
class IssuerOutageTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    private final Instant noon = Instant.now();
    private final MovableClock clock = new MovableClock(noon);
    private final TestIssuer issuer = TestIssuer.startedAt(clock);

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        var flags = Map.of("ct-log-url", "", "insecure-no-ct-log", "true");
        server = TestServer.start(folder, Requests.trust(folder, issuer), clock, flags);
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void servesFor23HoursWithTheLastGoodKeysAndRefusesAfter25UntilTheIssuerIsBack() {
        assertThat(requestAfter(Duration.ZERO).statusCode()).isEqualTo(200);
        issuer.behave(IssuerBehaviour.status(503));

        assertThat(requestAfter(Duration.ofHours(1)).statusCode()).isEqualTo(200);
        assertThat(requestAfter(Duration.ofHours(23)).statusCode()).isEqualTo(200);
        assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                .startsWith("ready")
                .contains("issuer " + issuer.url() + ": FAILING");

        var refused = requestAfter(Duration.ofHours(25));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Requests.reason(refused)).isEqualTo("ISSUER_UNAVAILABLE");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(Requests.get(server, server.admin("/readyz"))).isEqualTo("ready\n");

        issuer.behave(IssuerBehaviour.HONEST);
        assertThat(requestAfter(Duration.ofHours(26)).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> requestAfter(Duration time) {
        clock.moveTo(noon.plus(time));
        return server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
    }
}
