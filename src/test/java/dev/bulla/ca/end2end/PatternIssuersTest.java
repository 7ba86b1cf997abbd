/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TestTenants;
import dev.bulla.ca.testing.TestTls;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import dev.bulla.ca.testing.TunnelProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The issuers that a pattern lets in, through the whole server. A proxy stands in for the name servers of the world. */
@Timeout(180)
class PatternIssuersTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final String RED = "https://red.tenants.example/id/1";
    private static final String BLUE = "https://blue.tenants.example/id/1";
    private static final String ISSUER_EXTENSION = "1.3.6.1.4.1.57264.1.8";
    private static final List<String> LOOK_ALIKES = List.of(
            "https://red.tenants.example",
            "https://red.tenants.example/id/",
            "https://red.tenants.example/id/1/",
            "https://red.tenants.example/id/1/2",
            "https://red.tenants.example/id/..",
            "https://red.tenants.example/id/1?x",
            "https://red.tenants.example/id/1#x",
            "https://red.tenants.example/id/%31",
            "https://red.tenants.example/id/\u0661",
            "https://red.tenants.example/ID/1",
            "https://red.tenants.example:8443/id/1",
            "https://RED.TENANTS.EXAMPLE/id/1",
            "https://tenants.example/id/1",
            "https://.tenants.example/id/1",
            "https://deep.red.tenants.example/id/1",
            "https://red.tenants.example.evil.example/id/1",
            "https://redxtenants.example/id/1",
            "https://evil.example/.tenants.example/id/1",
            "https://evil.example#.tenants.example/id/1",
            "https://ada@red.tenants.example/id/1",
            "http://red.tenants.example/id/1",
            " https://red.tenants.example/id/1",
            "https://red.tenants.example/id/1\n");
    private static final TokenKey MADE_UP = TokenKey.fresh("made up", "ES256");

    /** What {@code KeysWiring} lets be fetched at once of issuers that we have no keys of. */
    private static final int FIRST_FETCHES = 30;

    private static final int FLOOD = 1100;

    private final MovableClock clock = new MovableClock(Instant.now());

    @TempDir
    private Path folder;

    private TestTls tls;
    private TestTenants tenants;
    private TunnelProxy proxy;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        tls = TestTls.named("*.tenants.example");
        tenants = TestTenants.encrypted(tls, clock);
        proxy = new TunnelProxy(tenants.address());
        Files.writeString(folder.resolve("roots.pem"), tls.rootPem());
        server = serve("https://*.tenants.example/id/*", throughTheProxy());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        proxy.close();
        tenants.close();
    }

    @Test
    void eachIsAnIssuerOfItsOwnOnHostsAndPaths() {
        for (var url : List.of(RED, BLUE, "https://red.tenants.example/id/2")) {
            tenants.admit(url);

            var answer = ask(tenants.token(url));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(certifiedIssuer(answer)).isEqualTo(url);
        }
        assertThat(ask(tenants.token(RED, BLUE)).statusCode()).isEqualTo(400);
    }

    @Test
    void lookAlikesAreUnknownAndNobodyIsAsked() {
        assertThat(LOOK_ALIKES).allSatisfy(lookAlike -> {
            var answer = ask(madeUp(lookAlike));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Requests.reason(answer)).isEqualTo("ISSUER_UNKNOWN");
        });
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void keysOnAnotherHostAreNotFetchedUnlessItIsListed() throws IOException {
        tenants.admit(BLUE);
        tenants.admit(RED, BLUE + "/keys");
        var token = tenants.token(RED, BLUE);

        var refused = ask(token);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(tenants.asked()).containsExactly(RED + "/.well-known/openid-configuration");
        assertThat(proxy.asked()).containsOnly("CONNECT red.tenants.example:443 HTTP/1.1");

        reopen("https://*.tenants.example/id/*", throughTheProxy() + ", jwks-hosts: [blue.tenants.example]");
        assertThat(ask(token).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatLeadsIntoAPrivateNetworkIsNotFollowedUnlessItIsAllowed() throws IOException {
        try (var inside = TestTenants.plain(clock)) {
            var port = inside.address().getPort();
            var url = inside.admit("http://localhost:" + port + "/id/1");
            var unclear = "http://local*:" + port + "/id/*";

            reopen(unclear, "allow-plain-http: true");
            assertThat(ask(inside.token(url)).statusCode()).isEqualTo(503);
            assertThat(inside.asked()).isEmpty();

            reopen(unclear, "allow-plain-http: true, allow-private-addresses: true");
            assertThat(ask(inside.token(url)).statusCode()).isEqualTo(200);

            reopen("http://localhost:" + port + "/id/*", "");
            assertThat(ask(inside.token(url)).statusCode()).isEqualTo(200);
        }
    }

    /** More than are kept, so that whoever made them up would push out the others if anything could. */
    @Test
    void aFloodOfMadeUpOnesIsAskedForABoundedNumberOfTimesAndTheKnownAreServedMeanwhile() throws Exception {
        var over = new CountDownLatch(1);
        tenants.behaveTowardsStrangers((exchange, right) -> {
            await(over);
            IssuerBehaviour.status(404).answer(exchange, right);
        });
        tenants.admit(RED);
        assertThat(ask(tenants.token(RED)).statusCode()).isEqualTo(200);
        try (var flood = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = flood.submit(() -> ask(madeUp("https://red.tenants.example/id/x")));
            Requests.until(() -> tenants.asked().size() == 3);
            var requests = IntStream.range(0, FLOOD)
                    .mapToObj(i -> flood.submit(() -> ask(madeUp("https://red.tenants.example/id/x" + i))))
                    .toList();
            Requests.until(
                    () -> requests.stream().filter(request -> request.isDone()).count() > FLOOD - FIRST_FETCHES);

            assertThat(ask(tenants.token(RED)).statusCode()).isEqualTo(200);

            over.countDown();
            assertThat(first.get().statusCode()).isEqualTo(503);
            for (var request : requests) {
                assertThat(request.get().statusCode()).isEqualTo(503);
            }
        } finally {
            over.countDown();
        }
        assertThat(tenants.asked()).hasSizeBetween(3, 2 + FIRST_FETCHES - 1);

        tenants.admit(BLUE);
        assertThat(ask(tenants.token(BLUE)).statusCode()).isEqualTo(503);
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(ask(tenants.token(BLUE)).statusCode()).isEqualTo(200);
        assertThat(ask(tenants.token(RED)).statusCode()).isEqualTo(200);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String throughTheProxy() {
        return "proxy: \"%s\", ca-file: \"%s\"".formatted(proxy.url(), folder.resolve("roots.pem"));
    }

    private void reopen(String pattern, String settings) throws IOException {
        server.close();
        server = serve(pattern, settings);
    }

    private TestServer serve(String pattern, String settings) throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "meta-issuers:\n  \"%s\": {client-id: sigstore, type: email%s}\n"
                        .formatted(pattern, settings.isEmpty() ? "" : ", " + settings));
        var flags = Map.of(
                "ct-log-url", "", "insecure-no-ct-log", "true", "requests-in-flight", Integer.toString(2 * FLOOD));
        return TestServer.start(folder, trust, clock, flags);
    }

    private String madeUp(String issuer) {
        return TestToken.honest(MADE_UP, issuer, clock.instant()).compact();
    }

    private HttpResponse<byte[]> ask(String token) {
        return server.send(Requests.signing(server, token, KEY, ADDRESS).build());
    }

    /** A UTF8String of less than 128 bytes in an OCTET STRING: two bytes before each. */
    private static String certifiedIssuer(HttpResponse<byte[]> answer) {
        var value = AnswerFields.parse(Requests.chain(answer).getFirst()).getExtensionValue(ISSUER_EXTENSION);
        return new String(value, 4, value.length - 4, StandardCharsets.UTF_8);
    }
}
