/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The load generator against a whole server. */
@Timeout(120)
class LoadCommandTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path scratch;

    private int issuerPort;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        try (var free = DeadPort.taken()) {
            issuerPort = free.number();
        }
        var trust = CommandRun.of("bench", "load", "--print-trust", "--issuer-port", Integer.toString(issuerPort));
        server = serverTrusting(trust.out());
    }

    private TestServer serverTrusting(String trust) throws IOException {
        var file = Files.writeString(folder.resolve("issuers.yaml"), trust);
        return TestServer.start(folder, file, InstantSource.system(), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void measuresAServerWithAllKindsOfRequestsAndVerifiesWhatItAnswers() {
        var pid = Long.toString(ProcessHandle.current().pid());

        var run = load(url(), "--rate=60", "--mix=email,github,csr", "--verify-every=1", "--pid=" + pid, "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("errors").isEmpty()).as(run.out()).isTrue();
        assertThat(report.path("faults").isEmpty()).as(run.out()).isTrue();
        assertThat(report.path("verified").asInt()).isEqualTo(120);
        assertThat(report.path("requests").asInt()).isEqualTo(120);
        assertThat(report.path("milliseconds").path("p50").asDouble()).isPositive();
        assertThat(report.path("generatorMicrosecondsPerAnswer").asDouble()).isPositive();
        assertThat(report.path("serverMicrosecondsPerCertificate").asDouble()).isPositive();
        assertThat(report.path("serverBytes").path("resident").asLong())
                .isGreaterThan(report.path("serverBytes").path("anonymous").asLong());
        assertThat(run.err()).doesNotContain("not verified");
        assertThat(scratch).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"p256", "p384", "ed25519"})
    void everyTypeOfKeyGetsItsCertificates(String type) {
        var run = load(url(), "--max", "--connections=4", "--requests=50", "--key-type=" + type, "--mix=github,csr");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("certificates/s +[1-9]")
                .containsPattern("verified +[1-9]\\d* answers, 0 bad")
                .containsPattern("errors +0")
                .contains("50 different ones", "us per answer");
    }

    @Test
    void aServerThatGivesEverybodyTheSameCertificateIsFoundOut() {
        try (var liar = new LyingAuthority(server.http("/"))) {
            var run = load(liar.url().toString(), "--rate=50", "--mix=email", "--verify-every=1", "--json");

            assertThat(run.exit()).isEqualTo(1);
            var report = JsonMapper.shared().readTree(run.out());
            assertThat(report.path("verified").asInt()).isEqualTo(100);
            assertThat(report.path("faults")
                            .path("the certificate is for another key")
                            .asInt())
                    .isEqualTo(100);
        }
    }

    @Test
    void aServerThatNamesPeopleOtherwiseIsNotMeasured() throws IOException {
        server.close();
        server = serverTrusting(
                PracticeIssuer.trust(issuerPort).replace("https://github.com", "https://github.example"));

        var run = load(url(), "--max", "--mix=github");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the first certificate is not good", "somebody else");
    }

    @Test
    void aServerThatDoesNotKnowTheIssuerSaysSoAndTheWayOutIsShown() throws IOException {
        server.close();
        server = serverTrusting(PracticeIssuer.trust(1));

        var run = load(url(), "--max");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("the first request was answered with HTTP 400, code 3, ISSUER_UNKNOWN: ")
                .contains("--print-trust --issuer-port " + issuerPort);
    }

    @Test
    void takesTokensOfAnIssuerThatTheServerTrustsAlready() throws IOException {
        try (var issuer = TestIssuer.started()) {
            server.close();
            server = serverTrusting(
                    "oidc-issuers:\n  %1$s:\n    issuer-url: %1$s\n    client-id: sigstore\n    type: email\n"
                            .formatted(issuer.url()));
            var tokens = Files.writeString(folder.resolve("tokens.txt"), issuer.token() + "\n" + issuer.token() + "\n");

            var run = load(url(), "--rate=20", "--verify-every=1", "--tokens=" + tokens, "--json");

            assertThat(run.exit()).as(run.err()).isZero();
            JsonNode report = JsonMapper.shared().readTree(run.out());
            assertThat(report.path("verified").asInt()).isEqualTo(40);
        }
    }

    @Test
    void promisesThatCannotBeVerifiedAreMentioned() {
        server.close();
        server = TestServer.start(
                folder, folder.resolve("issuers.yaml"), InstantSource.system(), Map.of("log-private", "true"));

        var run = load(url(), "--rate=20");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("its promises are not verified");
    }

    @Test
    void nobodyAtTheAddressIsSaid() throws IOException {
        try (var dead = DeadPort.taken()) {
            var run = load("http://127.0.0.1:" + dead.number(), "--max");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("nobody answers");
        }
    }

    private String url() {
        return server.http("").toString();
    }

    /** For two seconds, without a warm-up. */
    private CommandRun load(String url, String... options) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "bench",
                                "load",
                                "--url=" + url,
                                "--time=2",
                                "--warm-up=0",
                                "--issuer-port=" + issuerPort,
                                "--folder=" + scratch),
                        Stream.of(options))
                .toArray(String[]::new));
    }
}
