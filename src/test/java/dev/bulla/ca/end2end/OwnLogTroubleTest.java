/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bulla.ca.testing.Heard;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that takes nothing in: no certificate leaves, what it has can be read, and it goes on by itself. */
@Timeout(120)
class OwnLogTroubleTest {
    @TempDir
    private Path folder;

    private volatile Duration ahead = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private final TestIssuer issuer = TestIssuer.startedAt(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void whileTheClockIsBehindNothingIsIssuedAndReadingGoesOn() throws IOException {
        try (var server = start(Map.of());
                var visitor = new LogVisitor(server.http("/log").toString())) {
            // The throwaway authority is as young as the server, and does not sign before its time.
            ahead = Duration.ofSeconds(60);
            assertThat(request(server).statusCode()).isEqualTo(200);

            ahead = Duration.ofSeconds(50);

            var refused = request(server);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(visitor.checkpoint().size()).isEqualTo(1);
            assertThat(Requests.get(server, server.admin("/metrics")))
                    .contains("bulla_alarm{alarm=\"log-stopped\"} 1\n");
            assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                    .startsWith("ready\n")
                    .contains("alarm log-stopped: ", "1 entries, STOPPED: CLOCK_BEHIND");

            ahead = Duration.ofSeconds(60);

            Requests.until(() -> request(server).statusCode() == 200);
            assertThat(Requests.get(server, server.admin("/readyz?verbose"))).doesNotContain("log-stopped", "STOPPED");
        }
    }

    @Test
    void withoutRoomOnTheDiskNothingIsIssuedAndReadingGoesOn() throws IOException {
        var tebibyte = Map.of("log-reserve", String.valueOf(1 << 20));
        assumeThat(folder.toFile().getUsableSpace()).isLessThan(1L << 40);
        try (var server = start(tebibyte);
                var visitor = new LogVisitor(server.http("/log").toString())) {
            var refused = request(server);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(visitor.checkpoint().size()).isZero();
            assertThat(Requests.get(server, server.admin("/metrics")))
                    .contains("bulla_alarm{alarm=\"log-stopped\"} 1\n");
        }
        try (var server = start(Map.of())) {
            assertThat(request(server).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStopIsNoAlarm() throws IOException {
        var server = start(Map.of());
        assertThat(request(server).statusCode()).isEqualTo(200);
        try (var heard = Heard.from("dev.bulla.ca.observe.Alarms")) {
            server.close();

            assertThat(heard.lines()).isEmpty();
        }
    }

    private HttpResponse<byte[]> request(TestServer server) {
        return server.send(Requests.signing(server, issuer.token(), TestKeys.p256(), "ada@example.com")
                .build());
    }

    private TestServer start(Map<String, String> flags) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), clock, flags);
    }
}
