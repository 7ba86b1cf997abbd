/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fixture does what it says, so that a test that uses it fails for one reason only. */
class TestIssuerTest {
    private final TestIssuer issuer = TestIssuer.startedWith(TokenKey.fresh("key-1", "ES256"), new TestClock());
    private final TokenVerifier verifier = issuer.verifier(Crypto.fastest());

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void mintsTokensThatAreRightInEveryWay() {
        var verified = issuer.verified(honest -> honest);

        assertThat(verified.issuer()).isEqualTo(issuer.url());
        assertThat(verified.text("email")).contains("ada@example.com");
    }

    @Test
    void changesNothingButWhatTheTestChanges() {
        var verified = issuer.verified(honest -> honest.claim("sub", "user-18"));

        assertThat(verified.subject()).isEqualTo("user-18");
        assertThat(verified.text("email")).contains("ada@example.com");
    }

    @Test
    void signsWithTheNextKeyOnceItHasRotated() {
        verify(issuer.token());
        var old = issuer.token();

        issuer.rotateTo(TokenKey.fresh("key-2", "EdDSA"));

        verify(issuer.token());
        assertThat(issuer.requests())
                .containsExactly(
                        "/.well-known/openid-configuration", "/keys", "/.well-known/openid-configuration", "/keys");
        assertThatThrownBy(() -> verify(old)).isInstanceOf(RefusedException.class);
    }

    @Test
    void publishesWhatItIsTold() {
        issuer.publish(TokenKey.fresh("other", "ES256"));

        assertThatThrownBy(() -> verify(issuer.token())).isInstanceOf(RefusedException.class);
    }

    @Test
    void misbehavesUntilToldOtherwise() {
        for (var bad : new IssuerBehaviour[] {
            IssuerBehaviour.DEAD,
            IssuerBehaviour.HUGE,
            IssuerBehaviour.status(201),
            IssuerBehaviour.redirectTo("http://127.0.0.1:1/")
        }) {
            issuer.behave(bad);
            assertThatThrownBy(() -> issuer.verified(token -> token)).isInstanceOf(UnavailableException.class);
        }

        issuer.behave(IssuerBehaviour.HONEST);
        assertThat(issuer.verified(token -> token).issuer()).isEqualTo(issuer.url());
    }

    @Test
    void answersWhenTheTestLetsIt() throws Exception {
        var allowed = new CountDownLatch(1);
        issuer.behave(IssuerBehaviour.slow(allowed::await));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> verify(issuer.token()));
            assertThat(waiting.isDone()).isFalse();

            allowed.countDown();

            assertThat(waiting.get()).isEqualTo(issuer.url());
        }
    }

    @Test
    void announcesWhatItIsTold() {
        issuer.announce(document -> document.put("issuer", "https://someone.example"));

        assertThatThrownBy(() -> verify(issuer.token())).isInstanceOf(UnavailableException.class);
    }

    private String verify(String token) {
        return verifier.verify(UnverifiedToken.parse(token)).issuer();
    }
}
