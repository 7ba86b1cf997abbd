/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StatusCommandTest {
    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void aServerThatIsWellIsSuccess() throws IOException {
        try (var server = start(Map.of())) {
            var run = status(server);

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .startsWith(server.admin("") + ": all is well\n")
                    .contains(
                            "ports:     HTTP " + server.http("").getPort() + ", gRPC " + server.grpcPort() + ", admin "
                                    + server.admin("").getPort() + "\n",
                            "ca:        O=sigstore",
                            "log:       our own, id ",
                            issuer.url() + ": ",
                            "issued:    0.0 a second, 0 since the start\n",
                            " of 2048 requests inside")
                    .doesNotContain("unknown");
        }
    }

    @Test
    void timestampsHaveARowWhereThereAreAny() throws IOException {
        try (var server = start(Map.of("tsa", "ephemeral"))) {
            assertThat(status(server).out())
                    .contains(
                            "tsa:       CN=bulla time-stamping authority,O=bulla, SHA256withECDSA, chain ends ",
                            " days\n           0.0 a second, 0 since the start\n");
            var json = JsonMapper.shared().readTree(status(server, "--json").out());
            assertThat(json.path("requests").path("stamped").path("total").asInt(-1))
                    .isZero();
            assertThat(json.path("tsa").path("chain_end_seconds").asLong())
                    .isGreaterThan(InstantSource.system().instant().getEpochSecond());
        }
        try (var server = start(Map.of())) {
            assertThat(status(server).out()).doesNotContain("tsa:");
        }
    }

    @Test
    void refusalsAreShownByReasonAndAreNothingWrong() throws IOException {
        try (var server = start(Map.of())) {
            sign(server, "{bad");
            sign(server, "{bad");

            var run = status(server, "--json");

            var json = JsonMapper.shared().readTree(run.out());
            assertThat(run.exit()).isZero();
            assertThat(json.path("well").asBoolean()).isTrue();
            assertThat(json.path("refusals").path("REQUEST_UNREADABLE").asInt()).isEqualTo(2);
            assertThat(json.path("requests").path("refused").path("total").asInt())
                    .isEqualTo(2);
            assertThat(json.path("log").path("size").asInt(-1)).isZero();
            assertThat(json.path("ca").path("chain_end_seconds").asLong())
                    .isGreaterThan(InstantSource.system().instant().getEpochSecond());
        }
    }

    @Test
    void anAlarmAndAnIssuerThatFailsAreNamed() throws IOException {
        issuer.behave(IssuerBehaviour.status(500));
        var file = Files.createFile(folder.resolve("file"));
        try (var server = start(Map.of("audit-log", file + "/audit"))) {
            sign(server, "{bad");
            Eventually.holds(() -> status(server).out().contains("FAILING"));

            var run = status(server);
            var json = JsonMapper.shared().readTree(status(server, "--json").out());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith(server.admin("") + ": 2 thing(s) are wrong\n  ! alarm audit-unwritable: ")
                    .contains("\n  ! issuer " + issuer.url() + ": FAILING for ", "answered 500");
            assertThat(json.path("well").asBoolean(true)).isFalse();
            assertThat(json.path("ready").asBoolean()).isTrue();
            assertThat(json.path("troubles").size()).isEqualTo(2);
            assertThat(json.path("issuers").path(0).path("failing").asBoolean()).isTrue();
        }
    }

    @Test
    void overloadAndFaultsOfOursAreWrongWhileTheyHappen() {
        var before = """
                bulla_decisions_total{outcome="refused",reason="OVERLOADED",issuer="",type=""} 5
                bulla_decisions_total{outcome="unavailable",reason="LOG_UNAVAILABLE",issuer="a",type="email"} 2
                """;
        var now = """
                bulla_decisions_total{outcome="refused",reason="OVERLOADED",issuer="",type=""} 25
                bulla_decisions_total{outcome="unavailable",reason="LOG_UNAVAILABLE",issuer="a",type="email"} 5
                """;
        var calm = new ReadinessPage(true, Map.of(), Map.of());
        var twoSeconds = Duration.ofSeconds(2);

        assertThat(new ServerStatus(calm, MetricsPage.parse(before), MetricsPage.parse(now), twoSeconds).troubles())
                .containsExactly(
                        "3 requests failed just now: LOG_UNAVAILABLE",
                        "overload: 10.0 requests a second are turned away");
        assertThat(new ServerStatus(calm, MetricsPage.parse(now), MetricsPage.parse(now), twoSeconds).troubles())
                .isEmpty();
    }

    @Test
    void nobodyThereIsAnExitOfItsOwn() throws IOException {
        try (var dead = DeadPort.taken()) {
            var run = CommandRun.of("status", "--admin", "http://127.0.0.1:" + dead.number());

            assertThat(run.exit()).isEqualTo(69);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .startsWith("nobody answers at http://127.0.0.1:")
                    .hasLineCount(1);
        }
    }

    @Test
    void aStrangerIsNotBelieved() throws IOException {
        try (var server = start(Map.of())) {
            var run = CommandRun.of("status", "--admin", server.http("").toString());

            assertThat(run.exit()).isEqualTo(69);
            assertThat(run.err())
                    .contains("not as the admin port of a Bulla server")
                    .hasLineCount(1);
        }
    }

    @Test
    void whatIsNoUrlIsAWrongCommandLine() {
        assertThat(CommandRun.of("status", "--admin", "localhost:2112").exit()).isEqualTo(2);
    }

    private static CommandRun status(TestServer server, String... more) {
        var arguments = new ArrayList<>(List.of("status", "--admin=" + server.admin("")));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void sign(TestServer server, String body) {
        server.send(HttpRequest.newBuilder(server.http("/api/v2/signingCert"))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private TestServer start(Map<String, String> flags) throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        return TestServer.start(folder, trust, InstantSource.system(), flags);
    }
}
