/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.fault.FailedException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example/.well-known/openid-configuration",
        "https://a.example/, https://a.example/.well-known/openid-configuration",
        "https://a.example//, https://a.example//.well-known/openid-configuration",
        "https://a.example/p, https://a.example/p/.well-known/openid-configuration",
        "https://a.example/p/, https://a.example/p/.well-known/openid-configuration",
        "https://A.example:443, https://A.example:443/.well-known/openid-configuration",
        "http://localhost:8080, http://localhost:8080/.well-known/openid-configuration",
        "http://127.0.0.2, http://127.0.0.2/.well-known/openid-configuration",
        "http://[::1]:9, http://[::1]:9/.well-known/openid-configuration"
    })
    void takesOneSlashOffAndAppendsTheWellKnownPath(String issuer, String expected) {
        var address = IssuerAddress.of(issuer, PlainHttp.LOOPBACK, KeyHosts.ANY);

        assertThat(address.discovery()).isEqualTo(URI.create(expected));
        assertThat(address.issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "issuer.example",
                "https://",
                "https:///path",
                "ftp://a.example",
                "file:///etc/passwd",
                "http://a.example",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://10.0.0.1",
                "https://127.1",
                "http://[::2]",
                "https://[fe80::1%25eth0]",
                "https://user@a.example",
                "https://user:secret@a.example",
                "https://a.example#f",
                "https://a.example?x=1",
                "https://a.example:99999",
                "https://a b.example",
                "https://a.example/\n",
                "https://under_score.example"
            })
    void refusesAnIssuerThatCannotBeAsked(String issuer) {
        assertThatThrownBy(() -> IssuerAddress.of(issuer, PlainHttp.LOOPBACK, KeyHosts.ANY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEndlessIssuer() {
        assertThatThrownBy(() ->
                        IssuerAddress.of("https://a.example/" + "a".repeat(2048), PlainHttp.LOOPBACK, KeyHosts.ANY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesPlainHttpFromAnIssuerThatMayUseIt() {
        var address = IssuerAddress.of("http://a.example", PlainHttp.ANYWHERE, KeyHosts.ANY);

        assertThat(address.keys("http://b.example/keys")).isEqualTo(URI.create("http://b.example/keys"));
    }

    @Test
    void letsKeysBeOnAnotherHostUnderHttps() {
        var address = IssuerAddress.of("https://a.example", PlainHttp.LOOPBACK, KeyHosts.ANY);

        assertThat(address.keys("https://keys.example:8443/k?v=1"))
                .isEqualTo(URI.create("https://keys.example:8443/k?v=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/keys",
                "http://localhost/keys",
                "http://127.0.0.1:2379/v2/keys",
                "https://user@a.example/keys",
                "/keys",
                "keys",
                "jar:https://a.example/keys",
                "https://a.example/keys#x",
                "https://a.example/ke ys"
            })
    void doesNotLetAnIssuerElsewhereSendUsToPlainHttp(String keys) {
        var address = IssuerAddress.of("https://a.example", PlainHttp.LOOPBACK, KeyHosts.ANY);

        assertThatThrownBy(() -> address.keys(keys)).isInstanceOf(FailedException.class);
    }

    @Test
    void letsAnIssuerOnThisMachineKeepItsKeysHereInPlain() {
        var address = IssuerAddress.of("http://localhost:1", PlainHttp.LOOPBACK, KeyHosts.ANY);

        assertThat(address.keys("http://127.0.0.1:2/keys")).isEqualTo(URI.create("http://127.0.0.1:2/keys"));
        assertThatThrownBy(() -> address.keys("http://a.example/keys")).isInstanceOf(FailedException.class);
    }
}
