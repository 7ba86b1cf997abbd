/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.bulla.ca.bench.Prepared;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadRunTest {
    private static final byte[] REQUEST =
            "POST /api/v2/signingCert HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII);
    private static final LoadPlan.Timing TWO_SECONDS =
            new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10));

    @TempDir
    private Path folder;

    /**
     * Two hundred requests are due each second for three seconds, and during the second one nothing is answered. Those that
     * are due in its first 300 ms, 60 of all 600, wait for 700 ms and more.
     */
    @Test
    void aServerThatStallsStallsAllThatWereDueMeanwhile() throws Exception {
        try (var server = new ScriptedServer(
                (number, it) -> number == 200 ? it.after(1000, ScriptedServer.OK) : ScriptedServer.OK)) {
            var timing = new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(10));

            var result = run(new LoadPlan(server.target(), new Pace.Rate(200), timing, 1, 0));

            assertThat(result.fromDue().count()).isEqualTo(600);
            assertThat(result.fromDue().quantile(900)).isGreaterThan(Duration.ofMillis(690));
            assertThat(result.fromDue().quantile(1000)).isGreaterThan(Duration.ofMillis(990));
            // Whoever measures from the sending alone sees a single slow request of 600.
            assertThat(result.fromSent().count()).isEqualTo(600);
            assertThat(result.fromSent().quantile(1000)).isGreaterThan(Duration.ofMillis(990));
            assertThat(result.fromSent().quantile(900)).isLessThan(Duration.ofMillis(500));
            assertThat(result.failures().total()).isZero();
        }
    }

    @Test
    void refusalsAreCountedByTheirReason() throws Exception {
        try (var server = new ScriptedServer((number, _) -> switch (number % 4) {
            case 0 -> ScriptedServer.OK;
            case 1 -> refusal(429, "{\"code\":8,\"message\":\"m\",\"details\":[{\"reason\":\"TOO_BUSY\"}]}");
            case 2 -> refusal(503, "{\"code\":14,\"message\":\"m\",\"details\":[]}");
            default -> refusal(502, "<html>no such luck</html>");
        })) {
            var result = run(new LoadPlan(server.target(), new Pace.Rate(100), TWO_SECONDS, 4, 0));

            assertThat(server.requests()).isEqualTo(200);
            assertThat(result.fromDue().count()).isEqualTo(50);
            assertThat(result.failures().counts())
                    .containsExactly(
                            entry("HTTP 429, code 8, TOO_BUSY", 50L),
                            entry("HTTP 502", 50L),
                            entry("HTTP 503, code 14", 50L));
        }
    }

    @Test
    void whatIsNeverAnsweredAndWhatCouldNotBeSentForThatIsCounted() throws Exception {
        try (var server = new ScriptedServer((_, it) -> it.hang())) {
            var timing = new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));

            var result = run(new LoadPlan(server.target(), new Pace.Rate(100), timing, 2, 0));

            assertThat(result.certificates()).isZero();
            assertThat(result.failures().total()).isEqualTo(100);
            assertThat(result.failures().counts())
                    .containsOnlyKeys("no answer in 1 s", "never sent, all connections were busy");
        }
    }

    @Test
    void withoutARateAServerThatHangsIsCountedAsWell() throws Exception {
        try (var server = new ScriptedServer((_, it) -> it.hang())) {
            var timing = new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));

            var result = run(new LoadPlan(server.target(), Pace.Most.MOST, timing, 3, 0));

            assertThat(result.failures().counts()).containsExactly(entry("no answer in 2 s", 3L));
        }
    }

    @Test
    void aConnectionThatWasClosedBetweenRequestsIsOpenedAgainAndNothingIsLost() throws Exception {
        var closing = ScriptedServer.OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (var server = new ScriptedServer((_, _) -> closing)) {
            var result = run(new LoadPlan(server.target(), new Pace.Rate(50), TWO_SECONDS, 1, 0));

            assertThat(result.fromDue().count()).isEqualTo(100);
            assertThat(result.failures().total()).isZero();
            assertThat(result.reopened()).isEqualTo(99);
        }
    }

    @Test
    void aServerThatHangsUpWithoutAnAnswerIsCounted() throws Exception {
        try (var server = new ScriptedServer((_, _) -> "")) {
            var result = run(new LoadPlan(server.target(), new Pace.Rate(20), TWO_SECONDS, 1, 0));

            assertThat(result.failures().counts()).containsExactly(entry("the connection was closed", 40L));
        }
    }

    @Test
    void aServerThatIsGoneIsCounted() throws Exception {
        var gone = new ScriptedServer((_, _) -> "");
        gone.close();

        var result = run(new LoadPlan(gone.target(), new Pace.Rate(20), TWO_SECONDS, 1, 0));

        assertThat(result.failures().counts()).containsExactly(entry("connection refused", 40L));
    }

    @Test
    void oneInSoManyAnswersIsKeptWithTheNumberOfItsRequest() throws Exception {
        try (var server = new ScriptedServer((_, _) -> ScriptedServer.OK)) {
            var result = run(new LoadPlan(server.target(), new Pace.Rate(100), TWO_SECONDS, 2, 50));

            assertThat(result.samples()).extracting(Samples.Sample::request).containsExactlyInAnyOrder(0, 0, 0, 0);
            assertThat(result.samples()).allMatch(it -> it.body().text().equals("{}"));
        }
    }

    /** There is one request only, which is sent again and again. */
    private LoadResult run(LoadPlan plan) throws Exception {
        try (var requests = Prepared.make(folder, 1, REQUEST.length, _ -> REQUEST)) {
            return new LoadRun(plan, requests, Optional.empty()).run();
        }
    }

    private static String refusal(int status, String body) {
        return "HTTP/1.1 %d No\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
    }
}
