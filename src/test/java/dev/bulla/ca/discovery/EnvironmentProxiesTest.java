/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
    private static final Map<String, String> BOTH =
            Map.of("HTTP_PROXY", "http://plain.example:3128", "HTTPS_PROXY", "secure.example:3129");

    @Test
    void choosesByTheSchemeOfTheRequest() {
        assertThat(chosen(BOTH, "http://issuer.example")).isEqualTo("plain.example:3128");
        assertThat(chosen(BOTH, "https://issuer.example")).isEqualTo("secure.example:3129");
    }

    @Test
    void readsSmallLettersWhereCapitalsAreMissing() {
        assertThat(chosen(Map.of("https_proxy", "http://small.example"), "https://issuer.example"))
                .isEqualTo("small.example:80");
        assertThat(chosen(
                        Map.of("https_proxy", "http://small.example", "HTTPS_PROXY", "http://big.example:1"),
                        "https://issuer.example"))
                .isEqualTo("big.example:1");
    }

    @Test
    void goesStraightWhereNothingIsSet() {
        assertThat(chosen(Map.of(), "https://issuer.example")).isEqualTo("none");
        assertThat(chosen(Map.of("HTTP_PROXY", "http://plain.example"), "https://issuer.example"))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "https://127.8.9.1", "http://[::1]:1"})
    void neverSendsThisMachineThroughAProxy(String url) {
        assertThat(chosen(BOTH, url)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "*, https://issuer.example, none",
        "issuer.example, https://issuer.example, none",
        "issuer.example, https://sub.issuer.example, none",
        "issuer.example, https://notissuer.example, proxied",
        "issuer.example, https://issuer.example.org, proxied",
        ".issuer.example, https://sub.issuer.example, none",
        ".issuer.example, https://issuer.example, proxied",
        "*.issuer.example, https://sub.issuer.example, none",
        "ISSUER.example, https://issuer.EXAMPLE, none",
        "issuer.example:8443, https://issuer.example:8443, none",
        "issuer.example:8443, https://issuer.example, proxied",
        "issuer.example:443, https://issuer.example, none",
        "'a.example , issuer.example,', https://issuer.example, none",
        "10.1.2.3, https://10.1.2.3, none",
        "10.1.2.3:444, https://10.1.2.3:444, none",
        "10.1.2.3:444, https://10.1.2.3, proxied",
        "10.0.0.0/8, https://10.200.3.4:1, none",
        "10.0.0.0/8, https://11.0.0.1, proxied",
        "10.0.0.0/99, https://10.0.0.1, proxied",
        "10.0.0.0/8, https://issuer.example, proxied",
        "2001:db8::/32, https://[2001:db8::7], none",
        "2001:db8::/32, https://[2001:db9::7], proxied",
        "[2001:db8::7]:443, https://[2001:db8::7], none",
        "2001:db8::7, https://[2001:db8:0::7], none",
        "1.2.3.4, https://4.3.2.1, proxied",
        "'', https://issuer.example, proxied"
    })
    void leavesOutWhatIsListed(String list, String url, String expected) {
        var chosen = chosen(Map.of("HTTPS_PROXY", "http://p.example", "NO_PROXY", list), url);

        assertThat(chosen.equals("none") ? "none" : "proxied").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://p.example", "socks5://p.example", "http://u:secret@p.example", "http://", "http://a b"})
    void refusesAProxyItCannotUseWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> new EnvironmentProxies(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }

    private static String chosen(Map<String, String> environment, String url) {
        var proxies = new EnvironmentProxies(environment).select(URI.create(url));
        assertThat(proxies).hasSize(1);
        return proxies.getFirst().equals(Proxy.NO_PROXY) ? "none" : text(proxies.getFirst());
    }

    private static String text(Proxy proxy) {
        var address = (InetSocketAddress) proxy.address();
        return address.getHostString() + ":" + address.getPort();
    }
}
