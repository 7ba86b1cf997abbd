/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Reach;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose certificates are believed, and which way a request takes. */
class IssuerTrustTest {
    private static final IssuerHttp SYSTEM = usual(Map.of());

    @RegisterExtension
    static final WireMockExtension PROXY = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void trustsACertificateThatAnOperatorVouchesFor(String protocol) throws Exception {
        try (var server = new TlsServer("localhost", protocol)) {
            assertThat(trusting("of the cluster:\n" + server.pem(), Map.of())
                            .get(server.url())
                            .body()
                            .array())
                    .asString()
                    .isEqualTo("{}");
        }
    }

    @Test
    void trustsNoCertificateOfItsOwn() throws Exception {
        try (var server = new TlsServer("localhost", "TLSv1.3")) {
            assertThatThrownBy(() -> SYSTEM.get(server.url()))
                    .isInstanceOf(UnavailableException.class)
                    .hasRootCauseInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void trustsNoCertificateForAnotherName() throws Exception {
        try (var server = new TlsServer("elsewhere.example", "TLSv1.3")) {
            var http = trusting(server.pem(), Map.of());

            assertThatThrownBy(() -> http.get(server.url()))
                    .isInstanceOf(UnavailableException.class)
                    .hasRootCauseInstanceOf(CertificateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
            })
    void refusesTextWithoutACertificate(String pem) {
        assertThatThrownBy(() -> trusting(pem, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesThroughTheProxyOfTheEnvironment() {
        PROXY.stubFor(get("/a").willReturn(okJson("{}")));
        var http = usual(Map.of("HTTP_PROXY", PROXY.baseUrl()));

        assertThat(http.get(URI.create("http://issuer.example/a")).body().array())
                .asString()
                .isEqualTo("{}");

        var seen = PROXY.findAll(getRequestedFor(urlEqualTo("/a")));
        assertThat(seen)
                .singleElement()
                .satisfies(request -> assertThat(request.getHost()).isEqualTo("issuer.example"));
    }

    @Test
    void usesNoProxyForAnIssuerWithItsOwnCertificates() throws Exception {
        var before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("localhost", PROXY.getPort())));
        try (var server = new TlsServer("localhost", "TLSv1.3")) {
            assertThat(trusting(server.pem(), Map.of()).get(server.url()).body().array())
                    .hasSize(2);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static IssuerHttp usual(Map<String, String> environment) {
        return IssuerHttp.by(IssuerRoute.USUAL, environment);
    }

    private static IssuerHttp trusting(String pem, Map<String, String> environment) {
        var route =
                new IssuerRoute(Optional.of(pem), Optional.empty(), Optional.empty(), Optional.empty(), Reach.ANYWHERE);
        return IssuerHttp.by(route, environment);
    }
}
