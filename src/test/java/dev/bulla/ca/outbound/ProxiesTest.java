/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    @Test
    void eachSchemeHasItsProxy() {
        var proxies = Proxies.ofEnvironment(
                Map.of("HTTP_PROXY", "http://plain.test:3128", "HTTPS_PROXY", "secure.test:8080"));

        assertThat(proxies.proxyOf(URI.create("http://log.test/")))
                .map(Object::toString)
                .contains("plain.test:3128");
        assertThat(proxies.proxyOf(URI.create("https://log.test/")))
                .map(Object::toString)
                .contains("secure.test:8080");
    }

    @Test
    void smallLettersDoAsWell() {
        var proxies = Proxies.ofEnvironment(Map.of("http_proxy", "http://plain.test", "no_proxy", "log.test"));

        assertThat(proxies.proxyOf(URI.create("http://other.test/")))
                .map(Object::toString)
                .contains("plain.test:80");
        assertThat(proxies.proxyOf(URI.create("http://log.test/"))).isEmpty();
    }

    @Test
    void capitalsWinOverSmallLetters() {
        var proxies = Proxies.ofEnvironment(Map.of("http_proxy", "http://small.test", "HTTP_PROXY", "http://big.test"));

        assertThat(proxies.proxyOf(URI.create("http://log.test/")))
                .map(Object::toString)
                .contains("big.test:80");
    }

    @Test
    void nothingIsProxiedWithoutVariables() {
        assertThat(Proxies.ofEnvironment(Map.of("HTTP_PROXY", "")).proxyOf(URI.create("http://log.test/")))
                .isEmpty();
        assertThat(Proxies.NONE.proxyOf(URI.create("http://log.test/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1",
                "http://127.0.0.1",
                "http://127.3.2.1/",
                "http://[::1]:80/",
                "http://LOCALHOST"
            })
    void thisMachineIsNeverCalledThroughAProxy(String address) {
        var proxies = Proxies.ofEnvironment(Map.of("HTTP_PROXY", "http://proxy.test"));

        assertThat(proxies.proxyOf(URI.create(address))).isEmpty();
    }

    /** The table is that of Go's {@code golang.org/x/net/http/httpproxy}, which the original uses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log.test           | http://log.test/          | true",
                "log.test           | http://LOG.test/          | true",
                "log.test           | http://a.log.test/        | true",
                "log.test           | http://catalog.test/      | false",
                "log.test           | http://log.test.org/      | false",
                "LOG.Test           | http://log.test/          | true",
                ".log.test          | http://a.log.test/        | true",
                ".log.test          | http://log.test/          | false",
                "*.log.test         | http://a.log.test/        | true",
                "*.log.test         | http://log.test/          | false",
                "log.test:8080      | http://log.test:8080/     | true",
                "log.test:8080      | http://log.test/          | false",
                "log.test:80        | http://log.test/          | true",
                "*                  | http://log.test/          | true",
                "a.test , log.test, | http://log.test/          | true",
                "10.0.0.0/8         | http://log.test/          | false",
                "10.0.0.7           | http://10.0.0.7/          | true",
                "10.0.0.7           | http://10.0.0.70/         | false",
                "10.0.0.7:81        | http://10.0.0.7/          | false",
                "10.0.0.0/8         | http://10.200.3.4:99/     | true",
                "10.0.0.0/8         | http://11.0.0.1/          | false",
                "10.1.128.0/17      | http://10.1.129.9/        | true",
                "10.1.128.0/17      | http://10.1.127.9/        | false",
                "10.0.0.0/33        | http://10.0.0.0/          | false",
                "0.0.0.0/0          | http://10.0.0.0/          | true",
                "fe80::/10          | http://[fe80::7]/         | true",
                "fe80::/10          | http://10.0.0.0/          | false",
                "fd00::7            | http://[fd00::7]/         | true",
                "fd00::7            | http://[fd00:0::7]/       | true",
                "[fd00::7]:81       | http://[fd00::7]:81/      | true",
                "[fd00::7]:81       | http://[fd00::7]/         | false"
            })
    void exceptionsAreCalledDirectly(String exceptions, String address, boolean directly) {
        var proxies = Proxies.ofEnvironment(Map.of("HTTP_PROXY", "http://proxy.test", "NO_PROXY", exceptions));

        assertThat(proxies.proxyOf(URI.create(address)).isEmpty()).isEqualTo(directly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://secret@proxy.test:1080", "https://secret@proxy.test", "http://se cret", "http://"})
    void refusesWhatIsNoHttpProxyWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> Proxies.ofEnvironment(Map.of("HTTP_PROXY", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTP_PROXY must be the address of an HTTP proxy")
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }

    /** Base64 by another implementation: {@code printf 'ada:p+w:rd' | base64}. */
    @Test
    void credentialsAreDecodedAndNeverShown() {
        var proxies = Proxies.ofEnvironment(Map.of("HTTP_PROXY", "http://ada:p+w%3Ard@proxy.test:3128"));

        assertThat(proxies.credentials(URI.create("http://log.test"))).contains("Basic YWRhOnArdzpyZA==");
        assertThat(proxies.credentials(URI.create("http://localhost"))).isEmpty();
        assertThat(proxies.proxyOf(URI.create("http://log.test")))
                .map(Object::toString)
                .contains("proxy.test:3128");
    }
}
