/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.OpenSsl;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time-stamping authority of a whole server, judged by OpenSSL. */
class TimestampsTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-sha256 -cert",
                "-sha256",
                "-sha256 -no_nonce",
                "-sha384 -cert -no_nonce",
                "-sha512 -cert",
                "-sha256 -tspolicy 1.3.6.1.4.1.57264.2 -cert"
            })
    void openSslVerifiesWhatItAskedFor(String options) throws IOException {
        try (var server = start(CLOCK, Map.of("tsa", "ephemeral"))) {
            // given
            var openSsl = new OpenSsl(folder);
            Files.writeString(folder.resolve("artifact"), "a signature");
            openSsl.run("ts -query -data artifact " + options + " -out query");

            // when
            var answer = stamp(server, "application/timestamp-query", Files.readAllBytes(folder.resolve("query")));

            // then
            assertThat(answer.statusCode()).isEqualTo(200);
            Files.write(folder.resolve("reply"), answer.body());
            assertThat(openSslVerifies(openSsl, server)).isEqualTo("Verification: OK\n");
            assertThat(text(openSsl.run("ts -reply -in reply -text")))
                    .contains("Status: Granted.", "Ordering: no", "Accuracy: 0x01 seconds");
        }
    }

    @Test
    void openSslVerifiesWhatWasAskedForInJson() throws Exception {
        try (var server = start(CLOCK, Map.of("tsa", "ephemeral"))) {
            var openSsl = new OpenSsl(folder);
            Files.writeString(folder.resolve("artifact"), "a signature");

            Files.write(folder.resolve("reply"), stamped(server));
            split(server);

            assertThat(text(openSsl.run("ts -verify -data artifact -in reply -CAfile root.pem -untrusted leaf.pem")))
                    .isEqualTo("Verification: OK\n");
        }
    }

    /** What verifiers of a certificate look at first. */
    @Test
    void noTimestampIsFromBeforeTheCertificateThatWasIssuedJustBefore() throws Exception {
        try (var server = start(CLOCK, Map.of("tsa", "ephemeral", "ct-log-url", "", "insecure-no-ct-log", "true"))) {
            for (var i = 0; i < 30; i++) {
                var certificate = issue(server);
                var stamped = genTime(stamped(server));

                assertThat(stamped)
                        .isBetween(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant());
            }
        }
    }

    @Test
    void stampsWithTheKeyInFilesAndTakesOverTheNextOne() throws Exception {
        // given
        var password = Files.writeString(folder.resolve("password"), "correct horse");
        for (var name : List.of("first", "second")) {
            var made = CommandRun.of(
                    "tsa",
                    "init",
                    folder.resolve(name).toString(),
                    "--password-file",
                    password.toString(),
                    "--organization",
                    name);
            assertThat(made.exit()).isZero();
        }
        var first = folder.resolve("first");
        var flags = Map.of(
                "tsa",
                "file",
                "tsa-chain",
                first.resolve("chain.pem").toString(),
                "tsa-key",
                first.resolve("key.pem").toString(),
                "tsa-key-passwd",
                "correct horse");
        try (var server = start(CLOCK, flags)) {
            assertThat(tsa(server)).isEqualTo("2.5.4.3=first time-stamping authority");

            // when
            for (var file : List.of("key.pem", "chain.pem")) {
                Files.copy(
                        folder.resolve("second").resolve(file),
                        first.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }

            // then
            Requests.until(() -> tsa(server).equals("2.5.4.3=second time-stamping authority"));
            Requests.until(() -> kept().size() == 2);
            assertThat(kept()).contains(chain(server));
        }
    }

    @Test
    void thereIsNoneUnlessOneIsAskedFor() throws IOException {
        try (var server = start(CLOCK, Map.of())) {
            assertThat(stamp(server, "application/json", query()).statusCode()).isEqualTo(404);
            assertThat(Requests.get(server, server.admin("/metrics"))).doesNotContain("bulla_tsa_chain");
        }
    }

    @Test
    void aClockThatIsWrongStampsNothing() throws IOException {
        var clock = new MovableClock(Instant.now());
        try (var server = start(clock, Map.of("tsa", "ephemeral"))) {
            var now = clock.instant();
            for (var wrong : List.of(now.minusSeconds(2), now.plus(Duration.ofDays(365 * 6)))) {
                clock.moveTo(wrong);

                var answer = stamp(server, "application/json", query());

                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(text(answer.body())).contains("could not be signed").doesNotContain("chain", "clock");
            }
            clock.moveTo(now);
            assertThat(stamp(server, "application/json", query()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFloodOfQueriesPushesOutNobodyWhoWantsACertificate() throws Exception {
        var flags = Map.of(
                "tsa", "ephemeral", "tsa-requests-in-flight", "1", "ct-log-url", "", "insecure-no-ct-log", "true");
        try (var server = start(CLOCK, flags);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var flood = clients.invokeAll(IntStream.range(0, 300)
                    .<Callable<Integer>>mapToObj(i -> i % 30 == 0
                            ? () -> sign(server).statusCode()
                            : () -> -stamp(server, "application/json", query()).statusCode())
                    .toList());

            var seen = new HashMap<Integer, Integer>();
            for (var answer : flood) {
                seen.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(seen).containsEntry(200, 10);
            assertThat(seen.keySet()).isSubsetOf(200, -200, -429);
            // An answer is counted once it is sent.
            var counted = "bulla_tsa_requests_total{outcome=\"overloaded\"} " + seen.getOrDefault(-429, 0) + "\n";
            Requests.until(() -> Requests.get(server, server.admin("/metrics")).contains(counted));
        }
    }

    @Test
    void everyRequestIsCountedAndHasALine() throws Exception {
        var file = folder.resolve("access.jsonl");
        try (var server = start(CLOCK, Map.of("tsa", "ephemeral", "access-log", file.toString()))) {
            stamp(server, "application/json", query());
            stamp(server, "text/plain", query());

            Requests.until(() ->
                    Requests.get(server, server.admin("/metrics")).contains("bulla_tsa_request_seconds_count 2\n"));
            assertThat(Requests.get(server, server.admin("/metrics")))
                    .contains(
                            "bulla_tsa_requests_total{outcome=\"granted\"} 1\n",
                            "bulla_tsa_requests_total{outcome=\"unknown-type\"} 1\n");
            assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains("tsa: CN=bulla time-stamping");
        }
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"route\":\"timestamp\""))
                .first()
                .asString()
                .contains("\"status\":200");
    }

    private TestServer start(InstantSource clock, Map<String, String> flags) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), clock, flags);
    }

    private X509Certificate issue(TestServer server) {
        return AnswerFields.parse(Requests.chain(sign(server)).getFirst());
    }

    private HttpResponse<byte[]> sign(TestServer server) {
        return server.send(Requests.signing(server, issuer.token(), TestKeys.p256(), ADDRESS)
                .build());
    }

    private static HttpResponse<byte[]> stamp(TestServer server, String type, byte[] body) {
        return server.send(HttpRequest.newBuilder(server.http("/api/v1/timestamp"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static byte[] stamped(TestServer server) {
        var answer = stamp(server, "application/json", query());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** What sigstore-js sends, word for word. */
    private static byte[] query() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest("a signature".getBytes(StandardCharsets.US_ASCII));
            return "{\"artifactHash\":\"%s\",\"hashAlgorithm\":\"sha256\"}"
                    .formatted(Base64.getEncoder().encodeToString(digest))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant genTime(byte[] reply) throws Exception {
        return new TimeStampResponse(reply)
                .getTimeStampToken()
                .getTimeStampInfo()
                .getGenTime()
                .toInstant();
    }

    /** The last part of the name of who stamped. */
    private static String tsa(TestServer server) {
        try {
            var name = new TimeStampResponse(stamped(server))
                    .getTimeStampToken()
                    .getTimeStampInfo()
                    .getTsa()
                    .getName();
            var parts = X500Name.getInstance(name).getRDNs();
            var last = parts[parts.length - 1].getFirst();
            return last.getType() + "=" + last.getValue();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The chains that verifiers will be told of, also when the server is down. */
    private List<String> kept() {
        try {
            return PublicChains.ofTimestamps(new DataFolder(folder.resolve("data")))
                    .all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String chain(TestServer server) {
        return Requests.get(server, server.http("/api/v1/timestamp/certchain"));
    }

    /** The chain as a verifier keeps it: what it trusts, and what it only uses. */
    private void split(TestServer server) throws IOException {
        var chain = chain(server);
        var root = chain.lastIndexOf("-----BEGIN");
        Files.writeString(folder.resolve("leaf.pem"), chain.substring(0, root));
        Files.writeString(folder.resolve("root.pem"), chain.substring(root));
    }

    private String openSslVerifies(OpenSsl openSsl, TestServer server) throws IOException {
        split(server);
        return text(openSsl.run("ts -verify -queryfile query -in reply -CAfile root.pem -untrusted leaf.pem"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
