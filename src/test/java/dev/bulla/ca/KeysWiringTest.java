/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.IssuerBehaviour;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How the settings of an issuer change the way to its keys. */
class KeysWiringTest {
    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestIssuer other = TestIssuer.started();

    @AfterEach
    void stop() {
        issuer.close();
        other.close();
    }

    @Test
    void fetchesNothingUntilItIsStartedOrATokenComes() throws IOException {
        try (var keys = direct("")) {
            keys.prepare();
            assertThat(keys.readiness.page(true)).contains("issuer " + issuer.url() + ": not asked yet");
            assertThat(issuer.requests()).isEmpty();

            keys.verify(issuer.key());

            assertThat(keys.metrics.page()).contains("bulla_issuer_up{issuer=\"" + issuer.url() + "\"} 1");
        }
    }

    @Test
    void fetchesInTheBackgroundOnceItIsStarted() throws IOException {
        try (var keys = direct("")) {
            keys.prepare();

            keys.start();

            Eventually.holds(() -> keys.readiness.page(true).contains(issuer.url() + ": 1 keys, "));
        }
    }

    @Test
    void startsWhileAnIssuerHangs() throws IOException {
        var over = new CountDownLatch(1);
        issuer.behave(IssuerBehaviour.slow(over::await));
        try (var keys = direct("")) {
            keys.prepare();

            keys.start();

            Eventually.holds(() -> !issuer.requests().isEmpty());
            assertThat(keys.readiness.page(true)).contains(issuer.url() + ": not asked yet");
        } finally {
            over.countDown();
        }
    }

    @Test
    void takesOverChangedPinnedKeysAndRaisesAnAlarmForBadOnes() throws IOException {
        var file = folder.resolve("keys.json");
        Files.writeString(
                file,
                JsonMapper.shared()
                        .writeValueAsString(Map.of("keys", List.of(issuer.key().jwk()))));
        try (var keys = direct("jwks-file: " + file)) {
            keys.verify(issuer.key());
            Files.writeString(file, "{");

            assertThatThrownBy(() -> keys.verify(other.key().named("unknown"))).hasMessageContaining("no key of");

            assertThat(keys.alarms.raised())
                    .hasEntrySatisfying(
                            "issuer-keys-refused", why -> assertThat(why).contains(file.toString()));
            keys.verify(issuer.key());
        }
    }

    @Test
    void letsAConfiguredIssuerKeepItsKeysAnywhereUnlessHostsAreListed() throws IOException {
        issuer.announce(document -> document.put("jwks_uri", other.url() + "/keys"));
        try (var anywhere = direct("")) {
            anywhere.verify(other.key());
        }
        try (var listed = direct("jwks-hosts: [keys.example]")) {
            assertThatThrownBy(() -> listed.verify(other.key())).hasMessageContaining("(jwks_uri)");
        }
    }

    @Test
    void letsAnIssuerOfAPatternKeepItsKeysWithItselfOrOnListedHosts() throws IOException {
        issuer.announce(document -> document.put("jwks_uri", other.url() + "/keys"));
        try (var keys = pattern("http://localhost:*", "")) {
            assertThatThrownBy(() -> keys.verifyMember(issuer.url(), other.key()))
                    .hasMessageContaining("(jwks_uri)");
            keys.verifyMember(other.url(), other.key());
        }
        try (var keys =
                pattern("http://localhost:*", "jwks-hosts: [\"" + other.url().substring(7) + "\"]")) {
            keys.verifyMember(issuer.url(), other.key());
        }
    }

    @Test
    void doesNotLetAPatternLeadIntoPrivateNetworks() throws IOException {
        var byNumber = issuer.url().replace("localhost", "127.0.0.1");
        issuer.announce(document -> {
            document.put("issuer", byNumber);
            document.put("jwks_uri", byNumber + "/keys");
        });
        try (var keys = pattern("http://127.0.0.*:*", "")) {
            assertThatThrownBy(() -> keys.verifyMember(byNumber, issuer.key()))
                    .isInstanceOf(UnavailableException.class);
            assertThat(issuer.requests()).isEmpty();
        }
        try (var keys = pattern("http://127.0.0.1:*", "")) {
            keys.verifyMember(byNumber, issuer.key());
        }
        try (var keys = pattern("http://*:*", "allow-private-addresses: true")) {
            keys.verifyMember(byNumber, issuer.key());
        }
    }

    @Test
    void asksOnlySoManyStrangersOfAPatternAtOnce() throws IOException {
        issuer.behave(IssuerBehaviour.status(404));
        var clock = new TestClock();
        var issuers = "meta-issuers: {" + entry(issuer.url() + "/*", "") + "}";
        try (var keys = new KeysFixture(folder, issuers, IssuerRoutes.Cluster.USUAL, clock)) {
            for (var i = 0; i < 100; i++) {
                var stranger = issuer.url() + "/" + i;
                assertThatThrownBy(() -> keys.verifyMember(stranger, issuer.key()))
                        .isInstanceOf(UnavailableException.class);
            }
            assertThat(issuer.requests()).hasSize(30);

            clock.forward(Duration.ofSeconds(2));
            for (var i = 100; i < 110; i++) {
                var stranger = issuer.url() + "/" + i;
                assertThatThrownBy(() -> keys.verifyMember(stranger, issuer.key()))
                        .isInstanceOf(UnavailableException.class);
            }
            assertThat(issuer.requests()).hasSize(32);
            assertThat(keys.metrics.page())
                    .containsOnlyOnce("bulla_issuer_up{issuer=")
                    .contains("bulla_issuer_up{issuer=\"" + issuer.url() + "/*\"} 0");
        }
    }

    @Test
    void neverAsksAnIssuerWhoseKeysArePinned() throws IOException {
        var jwks = Map.of("keys", List.of(issuer.key().jwk()));
        var file = Files.writeString(
                folder.resolve("keys.json"), JsonMapper.shared().writeValueAsString(jwks));
        try (var keys = direct("jwks-file: " + file)) {
            keys.verify(issuer.key());

            assertThatThrownBy(() -> keys.verify(TokenKey.fresh("unknown", "RS256")))
                    .hasMessageContaining("no key of");
            assertThat(issuer.requests()).isEmpty();
            assertThat(keys.readiness.page(true)).contains("issuer " + issuer.url() + ": 1 keys, ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jwks-file, the pinned keys in /nowhere/at/all cannot be used",
        "ca-file, the TLS roots cannot be read",
        "proxy, proxy must be the address of an HTTP proxy"
    })
    void refusesToStartWithWhatCannotBeUsed(String setting, String sentence) throws IOException {
        try (var keys = direct(setting + ": /nowhere/at/all")) {
            assertThatThrownBy(() -> keys.verify(issuer.key()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(sentence);
        }
        if (!setting.equals("jwks-file")) {
            try (var keys = pattern("https://*.example.com", setting + ": /nowhere/at/all")) {
                assertThatThrownBy(() -> keys.verifyMember("https://a.example.com", issuer.key()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(sentence);
            }
        }
    }

    private KeysFixture direct(String more) throws IOException {
        return new KeysFixture(folder, "oidc-issuers: {" + entry(issuer.url(), more) + "}");
    }

    private KeysFixture pattern(String pattern, String more) throws IOException {
        return new KeysFixture(folder, "meta-issuers: {" + entry(pattern, more) + "}");
    }

    private static String entry(String url, String more) {
        return "\"%s\": {issuer-url: \"%s\", client-id: sigstore, type: email%s}"
                .formatted(url, url, more.isEmpty() ? "" : ", " + more);
    }
}
