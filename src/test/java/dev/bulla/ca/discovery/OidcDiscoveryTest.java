/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.testing.TestTerms;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.token.VerifiedToken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The whole way from an issuer's server to a verified token, with servers that misbehave. */
class OidcDiscoveryTest {
    private static final String DOCUMENT = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";
    private static final JsonMapper JSON = new JsonMapper();
    private static final TokenKey FIRST = TokenKey.fresh("first", "ES256");
    private static final TokenKey SECOND = TokenKey.fresh("second", "ES256");

    @RegisterExtension
    static final WireMockExtension SERVER = server();

    @RegisterExtension
    static final WireMockExtension OTHER = server();

    private final TestClock clock = new TestClock();
    private final Cores cores = new Cores(1);
    private final OidcDiscovery discovery = new OidcDiscovery(
            IssuerAddress.of(url(), PlainHttp.LOOPBACK, KeyHosts.ANY),
            IssuerHttp.by(IssuerRoute.USUAL, Map.of()),
            new KeySetReader(Crypto.fastest()),
            TestTerms.with(cores, clock));
    private final TokenVerifier verifier = new TokenVerifier(url(), TestToken.AUDIENCE, discovery, clock);

    private static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort().containerThreads(50))
                .build();
    }

    private static String url() {
        return "http://localhost:" + SERVER.getPort();
    }

    @BeforeEach
    void anHonestIssuer() {
        serveDocument(okJson(document(Map.of())));
        publish(FIRST);
    }

    @Test
    void fetchesNothingBeforeATokenCalls() {
        assertThat(fetches()).isZero();
    }

    @Test
    void verifiesATokenWithTheKeysOfItsIssuer() {
        assertThat(verify(FIRST).issuer()).isEqualTo(url());
    }

    @Test
    void asksAgainOnlyAfterAnHour() {
        verify(FIRST);
        clock.forward(Duration.ofMinutes(44));
        verify(FIRST);
        assertThat(fetches()).isOne();

        clock.forward(Duration.ofMinutes(16));
        verify(FIRST);
        assertThat(fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=600, 600",
        "'public, max-age=1200, must-revalidate', 1200",
        "Max-Age=\"600\", 600",
        "max-age=1, 300",
        "max-age=0, 300",
        "no-store, 300",
        "'no-cache, max-age=3000', 300",
        "max-age=86400, 3600",
        "max-age=99999999999, 3600",
        "max-age=-5, 3600",
        "max-age, 3600",
        "private, 3600"
    })
    void asksAgainWhenTheCacheHeadersSayWithinBounds(String header, long seconds) {
        serveKeys(okJson(keySet(FIRST)).withHeader("Cache-Control", header));
        verify(FIRST);
        publish(SECOND);

        clock.forward(Duration.ofSeconds(seconds * 3 / 4 - 1));
        verify(FIRST);
        assertThat(fetches()).isOne();

        clock.forward(Duration.ofSeconds(seconds / 4 + 1));
        verify(SECOND);
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void countsTheTimeThatAnAnswerSpentInCachesAndTheShorterOfBothDocuments() {
        serveDocument(okJson(document(Map.of()))
                .withHeader("Cache-Control", "max-age=3000")
                .withHeader("Age", "2400"));
        verify(FIRST);
        clock.forward(Duration.ofMinutes(10));

        verify(FIRST);

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void forgetsAKeyThatIsNoLongerPublished() {
        verify(FIRST);
        publish(SECOND);
        clock.forward(Duration.ofHours(1));

        assertThat(catchThrowableOfType(RefusedException.class, () -> verify(FIRST)))
                .isNotNull();
    }

    @Test
    void asksAgainAtOnceForAKeyItDoesNotKnow() {
        verify(FIRST);
        publish(SECOND);

        assertThat(verify(SECOND).issuer()).isEqualTo(url());
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void letsTokensOfUnknownKeysCostThreeFetchesAndThenOneAMinute() {
        verify(FIRST);

        for (var i = 0; i < 3; i++) {
            assertThat(refused(SECOND).refusal()).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
        }
        for (var i = 0; i < 20; i++) {
            assertThat(unavailable(SECOND).backend()).isEqualTo(Backend.ISSUER);
        }
        assertThat(fetches()).isEqualTo(4);
        assertThat(verify(FIRST).issuer()).isEqualTo(url());

        clock.forward(Duration.ofSeconds(59));
        unavailable(SECOND);
        assertThat(fetches()).isEqualTo(4);

        clock.forward(Duration.ofSeconds(1));
        refused(SECOND);
        unavailable(SECOND);
        assertThat(fetches()).isEqualTo(5);
    }

    @Test
    void refusesAForgedTokenOfAKnownKeyHoweverOftenItComes() {
        verify(FIRST);
        var forger = TokenKey.fresh("first", "ES256");

        for (var i = 0; i < 20; i++) {
            assertThat(refused(forger).refusal()).isEqualTo(Refusal.TOKEN_SIGNATURE_INVALID);
        }

        assertThat(fetches()).isEqualTo(4);
    }

    @Test
    void doesNotAskForATokenWhoseAlgorithmIsNotAllowed() {
        verify(FIRST);

        refused(TokenKey.fresh("first", "ES384"));

        assertThat(fetches()).isOne();
    }

    @Test
    void sharesOneFetchAmongAHundredWhoWait() throws Exception {
        serveKeys(okJson(keySet(FIRST)).withFixedDelay(300));

        var verified = inParallel(100, () -> verify(FIRST));

        assertThat(verified)
                .allSatisfy(token -> assertThat(token.get().issuer()).isEqualTo(url()));
        assertThat(fetches()).isOne();
    }

    @Test
    void sharesOneFetchAmongAHundredWithAKeyItDoesNotKnow() throws Exception {
        verify(FIRST);
        serveKeys(okJson(keySet(SECOND)).withFixedDelay(300));

        var verified = inParallel(100, () -> verify(SECOND));

        assertThat(verified)
                .allSatisfy(token -> assertThat(token.get().issuer()).isEqualTo(url()));
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void doesNotGiveTheCoreAwayForKeysAtHand() throws InterruptedException {
        discovery.current();
        var overtaken = new AtomicBoolean();
        var other = Thread.ofVirtual()
                .unstarted(() -> cores.compute(() -> {
                    overtaken.set(true);
                    return overtaken;
                }));

        var overtakenMeanwhile = cores.compute(() -> {
            other.start();
            while (cores.waiting() == 0) {
                Thread.onSpinWait();
            }
            discovery.current();
            return overtaken.get();
        });

        assertThat(overtakenMeanwhile).isFalse();
        other.join();
        assertThat(overtaken).isTrue();
    }

    static Stream<ResponseDefinitionBuilder> uselessDocuments() {
        return Stream.of(
                aResponse().withStatus(201).withBody(document(Map.of())),
                aResponse().withStatus(404),
                aResponse().withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                okJson("not json"),
                okJson("[]"),
                okJson(document(Map.of("issuer", url() + "/"))),
                okJson(document(Map.of("issuer", "https://issuer.example"))),
                okJson(document(Map.of("jwks_uri", ""))),
                okJson(document(Map.of("jwks_uri", "http://issuer.example/keys"))),
                okJson(document(Map.of("jwks_uri", "file:///etc/passwd"))),
                okJson("{\"issuer\":\"" + url() + "\"}"),
                okJson(document(Map.of("filler", "x".repeat(1 << 20)))),
                temporaryRedirect(OTHER.url(DOCUMENT)));
    }

    @ParameterizedTest
    @MethodSource("uselessDocuments")
    void cannotVerifyWithAUselessDocument(ResponseDefinitionBuilder useless) {
        serveDocument(useless);
        OTHER.stubFor(get(DOCUMENT).willReturn(okJson(document(Map.of()))));

        assertThat(unavailable(FIRST).backend()).isEqualTo(Backend.ISSUER);
        assertThat(OTHER.findAll(getRequestedFor(urlEqualTo(DOCUMENT)))).isEmpty();
    }

    static Stream<ResponseDefinitionBuilder> uselessKeys() {
        return Stream.of(
                aResponse().withStatus(201).withBody(keySet(FIRST)),
                aResponse().withStatus(503),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                okJson("{}"),
                okJson("{\"keys\":["),
                okJson("{\"keys\":[],\"filler\":\"" + "x".repeat(1 << 20) + "\"}"),
                temporaryRedirect(OTHER.url(KEYS)));
    }

    @ParameterizedTest
    @MethodSource("uselessKeys")
    void cannotVerifyWithUselessKeys(ResponseDefinitionBuilder useless) {
        serveKeys(useless);
        OTHER.stubFor(get(KEYS).willReturn(okJson(keySet(FIRST))));

        assertThat(unavailable(FIRST).backend()).isEqualTo(Backend.ISSUER);
        assertThat(OTHER.findAll(getRequestedFor(urlEqualTo(KEYS)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("uselessKeys")
    void verifiesWithTheLastGoodKeysMeanwhile(ResponseDefinitionBuilder useless) {
        verify(FIRST);
        serveKeys(useless);
        clock.forward(Duration.ofHours(1));

        assertThat(verify(FIRST).issuer()).isEqualTo(url());
    }

    @Test
    void verifiesAgainASecondAfterTheIssuerIsBack() {
        serveDocument(aResponse().withStatus(503));
        unavailable(FIRST);
        anHonestIssuer();
        unavailable(FIRST);
        assertThat(asked(DOCUMENT)).isOne();

        clock.forward(Duration.ofSeconds(1));

        assertThat(verify(FIRST).issuer()).isEqualTo(url());
    }

    @Test
    void asksADeadIssuerLessAndLessOften() {
        serveDocument(aResponse().withStatus(503));
        for (var second = 0; second < 600; second++) {
            unavailable(FIRST);
            clock.forward(Duration.ofSeconds(1));
        }

        // At 0, 1, 3, 7, 15, 31 and 63 seconds, and then once a minute.
        assertThat(asked(DOCUMENT)).isEqualTo(7 + 8);
    }

    @Test
    void usesTheOldKeysOfADeadIssuerWithoutWaitingForIt() throws Exception {
        verify(FIRST);
        serveDocument(aResponse().withStatus(503));
        clock.forward(Duration.ofHours(1));
        verify(FIRST);
        assertThat(asked(DOCUMENT)).isEqualTo(2);
        serveDocument(okJson(document(Map.of())).withFixedDelay(60_000));
        clock.forward(Duration.ofSeconds(1));

        var before = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            verify(FIRST);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        Eventually.holds(() -> asked(DOCUMENT) == 3);
    }

    @Test
    void usesOldKeysFor23HoursOfSilenceAndNotFor25() {
        verify(FIRST);
        clock.forward(Duration.ofMinutes(59));
        serveDocument(aResponse().withStatus(503));

        for (var hour = 0; hour < 23; hour++) {
            clock.forward(Duration.ofHours(1));
            assertThat(verify(FIRST).issuer()).isEqualTo(url());
        }
        clock.forward(Duration.ofHours(2));
        assertThat(unavailable(FIRST).backend()).isEqualTo(Backend.ISSUER);

        anHonestIssuer();
        clock.forward(Duration.ofMinutes(1));
        assertThat(verify(FIRST).issuer()).isEqualTo(url());
    }

    @Test
    void cannotTellAGoodTokenFromABadOneWhileNewerKeysCannotBeFetched() {
        verify(FIRST);
        serveDocument(aResponse().withStatus(503));

        for (var i = 0; i < 20; i++) {
            assertThat(unavailable(SECOND).backend()).isEqualTo(Backend.ISSUER);
        }
        assertThat(asked(DOCUMENT)).isEqualTo(2);
        assertThat(verify(FIRST).issuer()).isEqualTo(url());
        assertThat(refused(TokenKey.fresh("first", "ES256"))).isNotNull();
    }

    @Test
    void trustsNoKeysFromTheFutureWhenTheClockIsSetBack() {
        verify(FIRST);
        clock.back(Duration.ofDays(1));

        verify(FIRST);

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void takesKeysFromAnotherHost() {
        OTHER.stubFor(get(KEYS).willReturn(okJson(keySet(SECOND))));
        serveDocument(okJson(document(Map.of("jwks_uri", OTHER.url(KEYS)))));

        assertThat(verify(SECOND).issuer()).isEqualTo(url());
    }

    @Test
    void followsARedirectWithinTheHost() {
        serveDocument(temporaryRedirect("/moved"));
        SERVER.stubFor(get("/moved").willReturn(okJson(document(Map.of()))));

        assertThat(verify(FIRST).issuer()).isEqualTo(url());
    }

    @Test
    void doesNotAskAgainForWhoTriedOlderKeys() {
        var tried = discovery.current();
        var newer = discovery.newerThan(tried);

        assertThat(discovery.newerThan(tried)).isSameAs(newer);
        assertThat(fetches()).isEqualTo(2);
    }

    private static <T> List<Future<T>> inParallel(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var begun = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            return begun;
        }
    }

    private VerifiedToken verify(TokenKey key) {
        var token = TestToken.honest(key, url(), clock.instant()).compact();
        return verifier.verify(UnverifiedToken.parse(token));
    }

    private RefusedException refused(TokenKey key) {
        return catchThrowableOfType(RefusedException.class, () -> verify(key));
    }

    private UnavailableException unavailable(TokenKey key) {
        return catchThrowableOfType(UnavailableException.class, () -> verify(key));
    }

    private static void publish(TokenKey key) {
        serveKeys(okJson(keySet(key)));
    }

    private static void serveDocument(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get(DOCUMENT).willReturn(answer));
    }

    private static void serveKeys(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(get(KEYS).willReturn(answer));
    }

    private static String document(Map<String, Object> changes) {
        var document = new LinkedHashMap<String, Object>(Map.of(
                "issuer", url(),
                "jwks_uri", url() + KEYS,
                "id_token_signing_alg_values_supported", List.of("ES256")));
        document.putAll(changes);
        return JSON.writeValueAsString(document);
    }

    private static String keySet(TokenKey key) {
        return JSON.writeValueAsString(Map.of("keys", List.of(key.jwk())));
    }

    private static int fetches() {
        return asked(KEYS);
    }

    private static int asked(String path) {
        return SERVER.findAll(getRequestedFor(urlEqualTo(path))).size();
    }
}
