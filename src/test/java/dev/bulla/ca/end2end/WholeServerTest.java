/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.LogBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.TimestampList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server over real sockets, with a real issuer and a real log that can be told to misbehave. */
class WholeServerTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(folder, trust(), log, CLOCK, Map.of("ct-log-timeout", "2s"));
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        issuer.close();
    }

    @Test
    void turnsATokenIntoACertificateThatIsLoggedVerifiedAndRecorded() throws Exception {
        var answer = server.send(Requests.signing(server, issuer.token(), KEY, ADDRESS)
                .header("X-Request-Id", "my-request")
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("my-request");
        var chain = Requests.chain(answer).stream().map(AnswerFields::parse).toList();
        var leaf = chain.getFirst();
        leaf.verify(chain.getLast().getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(1, ADDRESS));
        var promise = TimestampList.inCertificate(leaf.getEncoded())
                .orElseThrow()
                .timestamps()
                .getFirst();
        var entry = LoggedEntry.ofFinalCertificate(
                leaf.getEncoded(), IssuerKeyHash.ofIssuer(chain.getLast().getEncoded()));
        log.key().verify(entry, promise);
        assertThat(audit())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("request").asString()).isEqualTo("my-request");
                    assertThat(line.path("decision").asString()).isEqualTo("issued");
                    assertThat(line.path("identity").asString()).isEqualTo(ADDRESS);
                    assertThat(line.path("serial").asString())
                            .isEqualTo(leaf.getSerialNumber().toString(16));
                    assertThat(line.path("log").asString())
                            .isEqualTo(log.key().id().toString());
                })
                .asString()
                .doesNotContain(issuer.token().substring(0, 20));
        assertThat(metrics())
                .contains(
                        "\nfulcio_new_certs 1\n",
                        "fulcio_api_latency_count{code=\"200\",method=\"post\"} 1",
                        "\nbulla_issuer_up{issuer=\"" + issuer.url() + "\"} 1\n",
                        "\nbulla_issuer_fetches_total{issuer=\"" + issuer.url() + "\",outcome=\"ok\"} 1\n");
        assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains(issuer.url() + ": 1 keys, ");
    }

    @Test
    void answersTheSameOverGrpc() {
        var chain = Requests.overGrpc(server, issuer.token(), KEY, ADDRESS);

        assertThat(chain).hasSize(2);
        assertThat(AnswerFields.parse(chain.getFirst()).getPublicKey().getEncoded())
                .isEqualTo(KEY.publicKey().getEncoded());
    }

    @Test
    void refusesWithTheSentenceForClientsAndTheReasonForPeople() throws IOException {
        var answer = server.send(Requests.signing(server, issuer.token(t -> t.claim("aud", "other")), KEY, ADDRESS)
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Requests.json(answer).path("message").asString())
                .isEqualTo("There was an error processing the identity token");
        assertThat(Requests.reason(answer)).isEqualTo("TOKEN_AUDIENCE_WRONG");
        assertThat(audit()).singleElement().satisfies(line -> {
            assertThat(line.path("decision").asString()).isEqualTo("refused");
            assertThat(line.path("reason").asString()).isEqualTo("TOKEN_AUDIENCE_WRONG");
            assertThat(line.has("identity")).isFalse();
        });
        assertThat(log.submissions()).isEmpty();
    }

    @Test
    void recordsWhatWasRefusedBeforeTheWalk() throws IOException {
        var answer = server.send(HttpRequest.newBuilder(server.http("/api/v2/signingCert"))
                .POST(BodyPublishers.ofString("{bad"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(audit())
                .singleElement()
                .satisfies(line -> assertThat(line.path("reason").asString()).isEqualTo("REQUEST_UNREADABLE"));
    }

    @Test
    void aDeadIssuerIsA503AndLeavesTheServerReady() throws IOException {
        issuer.behave(IssuerBehaviour.status(500));
        restart(Map.of());

        var answer = request();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Requests.json(answer).path("code").asInt()).isEqualTo(14);
        assertThat(Requests.get(server, server.admin("/readyz"))).isEqualTo("ready\n");
        assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                .contains("\nissuer " + issuer.url() + ": FAILING for ", "answered 500\n");
        assertThat(metrics())
                .contains(
                        "\nbulla_issuer_up{issuer=\"" + issuer.url() + "\"} 0\n",
                        "\nbulla_issuer_keys_age_seconds{issuer=\"" + issuer.url() + "\"} NaN\n");
    }

    @Test
    void aLogThatDoesNotAnswerIsA503WithinItsTime() {
        log.always(LogBehaviour.silent());

        var since = System.nanoTime();
        var answer = request();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Requests.json(answer).path("message").asString()).isEqualTo("Error entering certificate in CTL");
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
    }

    @Test
    void aLogWhosePromiseDoesNotHoldGetsNoCertificateAndRaisesAnAlarm() throws IOException {
        log.next(LogBehaviour.withBadSignature(), LogBehaviour.underAnotherName());

        assertThat(request().statusCode()).isEqualTo(500);
        assertThat(request().statusCode()).isEqualTo(500);
        assertThat(request().statusCode()).isEqualTo(200);

        assertThat(audit()).hasSize(3).first().satisfies(line -> {
            assertThat(line.path("reason").asString()).isEqualTo("LOG_FAILED");
            assertThat(line.path("orphan").asBoolean()).isTrue();
        });
        assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains("alarm orphan-logged");
    }

    @Test
    void requestsThatWaitForTheLogDoNotHoldUpOnesThatNeedNot() throws Exception {
        restart(Map.of("ct-log-timeout", "60s"));
        var mayAnswer = new CountDownLatch(1);
        log.always(LogBehaviour.once(mayAnswer));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(this::request))
                    .toList();
            until(() -> log.submissions().size() == 200);

            var bad = server.send(Requests.signing(server, issuer.token(), KEY, "somebody else")
                    .build());

            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(waiting).noneMatch(Future::isDone);
            mayAnswer.countDown();
            for (var one : waiting) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
        } finally {
            mayAnswer.countDown();
        }
    }

    @Test
    void issuesNothingThatCannotBeRecorded() throws IOException {
        restart(Map.of("audit-log", folder.resolve("log.pem/audit").toString()));

        var answer = request();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Requests.reason(answer)).isEqualTo("AUDIT_UNAVAILABLE");
        assertThat(log.submissions()).isEmpty();
        assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains("alarm audit-unwritable");
    }

    @Test
    void issuesWithoutALogOnlyInTheDetachedFormAndSaysSo() throws Exception {
        server.close();
        server = TestServer.start(folder, trust(), CLOCK, Map.of("ct-log-url", "", "insecure-no-ct-log", "true"));

        var answer = request();

        var detached = Requests.json(answer).path("signedCertificateDetachedSct");
        assertThat(detached.path("signedCertificateTimestamp").asString("missing"))
                .isEmpty();
        var leaf = AnswerFields.parse(Requests.chain(answer).getFirst());
        assertThat(leaf.getCriticalExtensionOIDs()).doesNotContain("1.3.6.1.4.1.11129.2.4.3");
        assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains("log: INSECURE");
        assertThat(audit().getLast().path("logged").asBoolean(true)).isFalse();
    }

    @Test
    void finishesWhatIsInFlightWhenItStops() throws Exception {
        restart(Map.of("ct-log-timeout", "60s", "shutdown-grace", "30s"));
        var mayAnswer = new CountDownLatch(1);
        log.always(LogBehaviour.once(mayAnswer));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var inFlight = threads.submit(this::request);
            until(() -> !log.submissions().isEmpty());

            var stopping = threads.submit(server::close);
            until(() -> !isOpen(server.http("/").getPort()));
            mayAnswer.countDown();

            assertThat(inFlight.get().statusCode()).isEqualTo(200);
            stopping.get();
        } finally {
            mayAnswer.countDown();
        }
    }

    private static boolean isOpen(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void restart(Map<String, String> flags) throws IOException {
        server.close();
        server = TestServer.start(folder, trust(), log, CLOCK, flags);
    }

    private HttpResponse<byte[]> request() {
        return server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
    }

    private Path trust() throws IOException {
        return Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
    }

    private String metrics() {
        return Requests.get(server, server.admin("/metrics"));
    }

    private List<JsonNode> audit() throws IOException {
        return Files.readAllLines(folder.resolve("data/audit.jsonl")).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
