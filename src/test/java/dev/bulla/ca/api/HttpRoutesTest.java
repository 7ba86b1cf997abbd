/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRoutesTest {
    private static final String NOT_FOUND = "{\"code\":5,\"message\":\"Not Found\",\"details\":[]}";
    private static final String WRONG_METHOD = "{\"code\":12,\"message\":\"Method Not Allowed\",\"details\":[]}";

    private static final RunningApi API = RunningApi.with().details().start();

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void healthSaysServingAndEndsWithANewline() {
        var answer = API.get("/healthz?service=anything");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"SERVING\"}\n");
    }

    @Test
    void theTrustBundleIsOneChainFromIssuerToRootAndEachCertificateEndsWithANewline() {
        var answer = API.get("/api/v2/trustBundle");

        assertThat(answer.statusCode()).isEqualTo(200);
        var chains = RunningApi.json(answer.body()).get("chains");
        assertThat(chains).hasSize(1);
        assertThat(chains.get(0).get("certificates").valueStream().map(pem -> pem.stringValue()))
                .containsExactlyElementsOf(API.ca.authority().chain().pem().stream()
                        .map(pem -> pem + "\n")
                        .toList())
                .allMatch(pem -> pem.endsWith("-----END CERTIFICATE-----\n"));
    }

    @Test
    void theConfigurationListsEveryIssuerWithAllItsFields() {
        var answer = API.get("/api/v2/configuration");

        assertThat(answer.body())
                .isEqualTo("{\"issuers\":["
                        + "{\"issuerUrl\":\"https://accounts.example.com\",\"audience\":\"sigstore\","
                        + "\"challengeClaim\":\"email\",\"spiffeTrustDomain\":\"\",\"issuerType\":\"email\","
                        + "\"subjectDomain\":\"\",\"skipEmailVerification\":true},"
                        + "{\"wildcardIssuerUrl\":\"https://*.example.org/id/*\",\"audience\":\"builds\","
                        + "\"challengeClaim\":\"sub\",\"spiffeTrustDomain\":\"example.org\",\"issuerType\":\"spiffe\","
                        + "\"subjectDomain\":\"\",\"skipEmailVerification\":false}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/trustBundle", "/nope", "/api/v2/signingCert", "/healthz"})
    void everyAnswerHasExactlyTheseHeaders(String path) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.headers())
                    .containsOnlyKeys("content-type", "vary", "date", "content-length", "x-request-id")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("vary", "Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nope",
                "/api/v2/trustBundle/",
                "/api/v2/trustBundle;x=1",
                "/api/v2/trustBundle:verb",
                "/api/v2/trustbundle",
                "/API/v2/trustBundle",
                "/api//v2/trustBundle",
                "//api/v2/trustBundle",
                "/api/v2/./trustBundle",
                "/api/v2/x/../trustBundle",
                "/api/v2/trustBundle%00",
                "/api/v2/trustBundle+"
            })
    void anyOtherPathIsNotFound(String path) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(NOT_FOUND);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/trust%42undle",
                "/api%2Fv2%2ftrustBundle",
                "/api/v2/trustBundle?",
                "/api/v2/trustBundle?a=%zz&&=",
                "http://elsewhere.example.com/api/v2/trustBundle"
            })
    void aPathMatchesOnceItIsDecoded(String target) throws IOException {
        try (var raw = API.raw()) {
            assertThat(raw.ask("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v2/signingCert",
        "PUT, /api/v2/signingCert",
        "DELETE, /api/v2/signingCert",
        "PATCH, /api/v2/trustBundle",
        "OPTIONS, /api/v2/configuration",
        "POST, /api/v2/configuration",
        "POST, /healthz",
        "TRACE, /healthz",
        "BREW, /healthz"
    })
    void aKnownPathWithAnotherMethodIsNotImplemented(String method, String path) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.body()).isEqualTo(WRONG_METHOD);
        }
    }

    @ParameterizedTest
    @CsvSource({"/healthz, 501", "/api/v2/trustBundle, 501", "/api/v2/signingCert, 501", "/nope, 404"})
    void headIsAWrongMethodWithoutABody(String path, int status) throws IOException {
        try (var raw = API.raw()) {
            var head = raw.send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .rest();

            assertThat(head).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void theBodyOfAGetIsIgnored() throws IOException {
        try (var raw = API.raw()) {
            var get = "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nnonsens";

            assertThat(raw.ask(get).status()).isEqualTo(200);
            assertThat(raw.ask(get).status()).isEqualTo(200);
        }
    }

    @Test
    void anUpgradeToHttp2IsIgnored() throws IOException {
        try (var raw = API.raw()) {
            var upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
            var answer = raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n" + upgrade + "\r\n");

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInTheirOrder() throws IOException {
        try (var raw = API.raw()) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /nope HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(raw.reply().status()).isEqualTo(200);
            assertThat(raw.reply().status()).isEqualTo(404);
        }
    }
}
