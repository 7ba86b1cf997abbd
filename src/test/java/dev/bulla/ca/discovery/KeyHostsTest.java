/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHostsTest {
    private static final URI ISSUER = URI.create("https://a.example/tenant");

    @ParameterizedTest
    @CsvSource({
        "https://a.example/keys, true",
        "https://A.EXAMPLE:443/keys, true",
        "https://a.example:8443/keys, false",
        "http://a.example/keys, false",
        "https://b.example/keys, true",
        "https://B.example:443/keys, true",
        "https://b.example:8443/keys, false",
        "https://c.example/keys, false",
        "https://c.example:9000/keys, true",
        "https://b.example.evil.example/keys, false",
        "https://evil-b.example/keys, false",
        "https://sub.a.example/keys, false"
    })
    void permitsTheIssuersOwnServerAndThoseListed(URI keys, boolean permitted) {
        var hosts = KeyHosts.ownAnd(Set.of("b.example", "C.example:9000"));

        assertThat(hosts.permit(keys, ISSUER)).isEqualTo(permitted);
        assertThat(KeyHosts.ANY.permit(keys, ISSUER)).isTrue();
    }
}
