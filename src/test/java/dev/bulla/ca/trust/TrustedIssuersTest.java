/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.identity.UsernameRule;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.token.UnverifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuersTest {
    private final TestIssuer provider = TestIssuer.started();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void prefersAnIssuerThatIsConfiguredByItsUrl() {
        var issuers =
                new TrustedIssuers(List.of(issuer("https://a/b", "direct")), List.of(family("https://a/*", "family")));

        assertThat(issuers.of("https://a/b").entry().type()).isEqualTo("direct");
        assertThat(issuers.of("https://a/c").entry().type()).isEqualTo("family");
        assertThat(issuers.of("https://a/c").url()).isEqualTo("https://a/c");
    }

    @Test
    void prefersThePatternThatBeginsWithTheLongestText() {
        var issuers = new TrustedIssuers(
                List.of(),
                List.of(
                        family("https://*/x", "short"),
                        family("https://a/*", "middle"),
                        family("https://a/b-*", "long")));

        assertThat(issuers.of("https://a/b-c").entry().type()).isEqualTo("long");
        assertThat(issuers.of("https://a/x").entry().type()).isEqualTo("middle");
        assertThat(issuers.of("https://b/x").entry().type()).isEqualTo("short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://b/c", "https://a/", "https://a/b/", "HTTPS://a/b", "https://a/*"})
    void doesNotKnowAnyoneElse(String url) {
        var issuers = new TrustedIssuers(List.of(), List.of(family("https://a/*", "family")));

        var refused = catchThrowableOfType(RefusedException.class, () -> issuers.of(url));

        assertThat(refused.refusal()).isEqualTo(Refusal.ISSUER_UNKNOWN);
        assertThat(made).hasValue(0);
    }

    @Test
    void asksNobodyWhoseUrlIsLongerThanAnyThatCanBeCalled() {
        var issuers = new TrustedIssuers(List.of(), List.of(family("https://a/*", "family")));

        assertThat(catchThrowableOfType(RefusedException.class, () -> issuers.of("https://a/" + "b".repeat(2048))))
                .isNotNull();
        assertThat(made).hasValue(0);
    }

    @Test
    void refusesAMemberThatCannotBeAsked() {
        var issuers = new TrustedIssuers(List.of(), List.of(new IssuerFamily(new IssuerPattern("https://*/"), url -> {
            throw new IllegalArgumentException("has no host");
        })));

        var refused = catchThrowableOfType(RefusedException.class, () -> issuers.of("https://a_b/"));

        assertThat(refused.refusal()).isEqualTo(Refusal.ISSUER_UNKNOWN);
        assertThat(refused).hasMessageContaining("has no host");
    }

    @Test
    void remembersMembers() {
        var issuers = new TrustedIssuers(List.of(), List.of(family("https://a/*", "family")));

        assertThat(issuers.of("https://a/b")).isSameAs(issuers.of("https://a/b"));
        assertThat(made).hasValue(1);
    }

    /** Each look at the pattern would take a millisecond or more. */
    @Test
    void matchesWhatItRemembersNeverAgain() {
        var issuers = new TrustedIssuers(List.of(), List.of(family("https://a/" + "*a".repeat(500), "family")));
        var url = "https://a/" + "a".repeat(2000);
        var first = issuers.of(url);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(IntStream.range(0, 100_000)).allMatch(i -> issuers.of(url) == first));
    }

    /** Whoever makes up issuers pushes out others who did, and never one whose tokens are good. */
    @Test
    void forgetsFirstWhatNeverHadAGoodToken() {
        var members = new FamilyMembers(3);
        var good = members.of(provider.url(), url -> issuer(url, "good"));
        good.verify(UnverifiedToken.parse(provider.token()));

        for (var i = 0; i < 100; i++) {
            members.of("https://a/" + i, url -> issuer(url, "made up"));
        }

        assertThat(members.of(provider.url(), url -> issuer(url, "again"))).isSameAs(good);
        assertThat(members.of("https://a/99", url -> issuer(url, "again"))
                        .entry()
                        .type())
                .isEqualTo("made up");
        assertThat(members.of("https://a/0", url -> issuer(url, "again"))
                        .entry()
                        .type())
                .isEqualTo("again");
    }

    private IssuerFamily family(String pattern, String kind) {
        return new IssuerFamily(new IssuerPattern(pattern), url -> issuer(url, kind));
    }

    private TrustedIssuer issuer(String url, String kind) {
        made.incrementAndGet();
        return new TrustedIssuer(
                url,
                new TrustedIssuer.Entry(url, kind),
                provider.verifier(Crypto.fastest()),
                new UsernameRule("example.com"),
                Terms.NONE);
    }
}
