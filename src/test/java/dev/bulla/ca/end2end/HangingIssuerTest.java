/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TokenKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An issuer's bad day stays its own. */
@Timeout(180)
class HangingIssuerTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final int SIEGE = 1000;
    private static final int WARM_UP = 300;
    private static final int IN_FLIGHT = 2048;
    private static final Duration PROMPT = Duration.ofMillis(50);
    private static final int AS_PROMPT_AS_BEFORE = 3;

    @TempDir
    private Path folder;

    private final TestIssuer hanging = TestIssuer.started();
    private final TestIssuer healthy = TestIssuer.started();
    private final CountDownLatch over = new CountDownLatch(1);
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        var issuer = "  %s: {issuer-url: \"%s\", client-id: sigstore, type: email}\n";
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n" + issuer.formatted(hanging.url(), hanging.url())
                        + issuer.formatted(healthy.url(), healthy.url()));
        var flags = Map.of(
                "ct-log-url", "", "insecure-no-ct-log", "true", "requests-in-flight", Integer.toString(IN_FLIGHT));
        server = TestServer.start(folder, trust, InstantSource.system(), flags);
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
        hanging.close();
        healthy.close();
    }

    /** The healthy issuer's p99 before a siege and during it, on a machine that may have other things to do. */
    private record Promptness(Duration before, Duration during) {
        boolean isKept() {
            return during.compareTo(PROMPT) < 0 || during.compareTo(before.multipliedBy(AS_PROMPT_AS_BEFORE)) < 0;
        }
    }

    /** The best of three sieges counts; each lasts until the issuer is given up. */
    @Test
    void aThousandTokensOfUnknownKeysCostFewFetchesAndHoldUpNobodyElse() throws Exception {
        assertThat(request(hanging.token()).statusCode()).isEqualTo(200);
        IntStream.range(0, WARM_UP).forEach(i -> timed(healthy.token()));
        hanging.behave(IssuerBehaviour.slow(over::await));
        var forged = hanging.token(token -> token.signedBy(TokenKey.fresh("unknown", "RS256")));
        var measured = new ArrayList<Promptness>();

        for (var siege = 0; siege < 3 && measured.stream().noneMatch(Promptness::isKept); siege++) {
            measured.add(new Promptness(p99(healthy()), promptnessDuringASiegeWith(forged)));
        }

        assertThat(measured).anyMatch(Promptness::isKept);
        // The keys before the siege, and one fetch for each siege that was not begun in a pause.
        assertThat(hanging.requests().stream().filter(path -> path.startsWith("/.well-known")))
                .hasSizeLessThan(5);
        assertThat(Requests.get(server, server.admin("/readyz"))).isEqualTo("ready\n");
        assertThat(Requests.get(server, server.admin("/readyz?verbose")))
                .contains("issuer " + hanging.url() + ": FAILING", "took longer than");
    }

    private Duration promptnessDuringASiegeWith(String forged) throws Exception {
        try (var besiegers = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, SIEGE)
                    .mapToObj(i -> besiegers.submit(() -> request(forged)))
                    .toList();
            // All that find no place to wait are answered at once.
            Requests.until(() -> answered(requests) >= SIEGE - IN_FLIGHT / 4);

            var p99 = p99(healthy());

            for (var request : requests) {
                var answer = request.get();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(Requests.json(answer).path("code").asInt()).isEqualTo(14);
            }
            return p99;
        }
    }

    @Test
    void aNewKeyIsFoundByTheFirstRequestThatNeedsIt() {
        assertThat(request(healthy.token()).statusCode()).isEqualTo(200);

        healthy.rotateTo(TokenKey.fresh("next", "ES256"));

        assertThat(request(healthy.token()).statusCode()).isEqualTo(200);
    }

    private List<Duration> healthy() {
        var tokens = Stream.generate(healthy::token).limit(100).toList();
        return tokens.stream().map(this::timed).toList();
    }

    private static long answered(List<Future<HttpResponse<byte[]>>> requests) {
        return requests.stream().filter(Future::isDone).count();
    }

    private static Duration p99(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() * 99 / 100 - 1);
    }

    private Duration timed(String token) {
        HttpRequest request = Requests.signing(server, token, KEY, ADDRESS).build();
        var before = System.nanoTime();
        var answer = server.send(request);
        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(answer.statusCode()).isEqualTo(200);
        return took;
    }

    private HttpResponse<byte[]> request(String token) {
        return server.send(Requests.signing(server, token, KEY, ADDRESS).build());
    }
}
