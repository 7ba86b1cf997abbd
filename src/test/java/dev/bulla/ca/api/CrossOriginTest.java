/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told about requests from other sites. */
class CrossOriginTest {
    private static final String ORIGIN = "access-control-allow-origin";
    private static final String METHODS = "access-control-allow-methods";
    private static final String HEADERS = "access-control-allow-headers";
    private static final String FROM = "Origin: https://app.example\r\n";

    private static final RunningApi API = RunningApi.usual();

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /healthz, 200",
        "GET /api/v2/trustBundle, 200",
        "GET /api/v1/rootCert, 200",
        "POST /api/v2/signingCert, 200",
        "GET /nope, 404",
        "POST /healthz, 501",
        "GET http://example.com, 400",
        "OPTIONS /healthz, 501",
        "OPTIONS /nope, 404"
    })
    void anyPageMayReadAnyAnswer(String line, int status) throws IOException {
        var answer = ask(line, FROM + "Content-Length: 0\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("vary", "Origin")
                .containsEntry(ORIGIN, "*")
                .doesNotContainKeys(METHODS, HEADERS, "access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "file://", "x"})
    void anyOriginIsOne(String origin) throws IOException {
        assertThat(ask("GET /healthz", "Origin: " + origin + "\r\n").headers()).containsEntry(ORIGIN, "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Origin:\r\n"})
    void whoeverComesFromNowhereIsToldNothingButThatItMatters(String headers) throws IOException {
        assertThat(ask("GET /healthz", headers).headers())
                .containsEntry("vary", "Origin")
                .doesNotContainKey(ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void methodsThatNobodyOffersMayNotBeReadFromElsewhere(String method) throws IOException {
        assertThat(ask(method + " /healthz", FROM).headers())
                .containsEntry("vary", "Origin")
                .doesNotContainKey(ORIGIN);
    }

    @Test
    void anAnswerBeforeTheBodyIsReadMayBeReadFromElsewhereToo() throws IOException {
        var answer = ask("POST /api/v2/signingCert", FROM + "Expect: 100-continue\r\nContent-Length: 99999999\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("vary", "Origin").containsEntry(ORIGIN, "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/signingCert", "/api/v1/signingCert", "/healthz", "/nope", "/"})
    void aPreflightIsAnsweredWhateverItAsksAbout(String path) throws IOException {
        var answer = preflight(path, FROM + "Access-Control-Request-Headers: content-type\r\n", "POST");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(ours(answer.headers()))
                .containsOnlyKeys("vary", ORIGIN, METHODS, HEADERS, "x-request-id")
                .containsEntry("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
                .containsEntry(ORIGIN, "*")
                .containsEntry(METHODS, "POST")
                .containsEntry(HEADERS, "content-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD", "OPTIONS"})
    void theMethodThatWasAskedForIsTheOneThatIsAllowed(String method) throws IOException {
        assertThat(preflight("/healthz", FROM, method).headers())
                .containsEntry(METHODS, method)
                .doesNotContainKey(HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "get", "post", "x y", "*"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        assertNothingIsAllowed(preflight("/healthz", FROM, method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "content-type",
                "x-requested-with",
                "accept,content-type,x-requested-with",
                "accept, content-type",
                "accept ,\tcontent-type",
                ",,accept,,",
                ","
            })
    void harmlessHeadersAreAllowedAsTheyWereAskedFor(String headers) throws IOException {
        var answer = preflight("/healthz", FROM + "Access-Control-Request-Headers: " + headers + "\r\n", "POST");

        assertThat(answer.headers()).containsEntry(ORIGIN, "*").containsEntry(HEADERS, headers);
    }

    @Test
    void aListWithoutHeadersAllowsNoneAndForbidsNothing() throws IOException {
        var answer = preflight("/healthz", FROM + "Access-Control-Request-Headers:\r\n", "POST");

        assertThat(answer.headers()).containsEntry(ORIGIN, "*").doesNotContainKey(HEADERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "content-type,authorization",
                "Content-Type",
                "content-type,accept",
                "accept,accept",
                "accept,  content-type",
                "*",
                "a,,,,,,,,,,,,,,,,,,b",
                ",,,,,,,,,,,,,,,,,"
            })
    void headersThatCouldCarryATokenAreNotAndNeitherIsAListThatNoBrowserMakes(String headers) throws IOException {
        assertNothingIsAllowed(
                preflight("/healthz", FROM + "Access-Control-Request-Headers: " + headers + "\r\n", "POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Origin:\r\n"})
    void aPreflightFromNowhereAllowsNothing(String headers) throws IOException {
        assertNothingIsAllowed(preflight("/healthz", headers, "POST"));
    }

    @Test
    void optionsThatAskForNoMethodAreAWrongMethod() throws IOException {
        var answer = ask("OPTIONS /healthz", FROM + "Access-Control-Request-Method:\r\n");

        assertThat(answer.status()).isEqualTo(501);
    }

    @Test
    void preflightsAreNotCounted() throws IOException {
        try (var other = RunningApi.usual();
                var raw = other.raw()) {
            raw.ask("OPTIONS /healthz HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: GET\r\n\r\n");
            raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(other.answered().method()).isEqualTo("GET");
        }
    }

    private static void assertNothingIsAllowed(RawHttp.Reply answer) {
        assertThat(answer.status()).isEqualTo(204);
        assertThat(ours(answer.headers())).containsOnlyKeys("vary", "x-request-id");
    }

    /** Leaves out what stands on every answer of the server under ours. */
    private static Map<String, String> ours(Map<String, String> headers) {
        headers.keySet().removeAll(Set.of("date", "content-length"));
        return headers;
    }

    private static RawHttp.Reply preflight(String path, String headers, String method) throws IOException {
        return ask("OPTIONS " + path, headers + "Access-Control-Request-Method: " + method + "\r\n");
    }

    private static RawHttp.Reply ask(String line, String headers) throws IOException {
        try (var raw = API.raw()) {
            return raw.ask(line + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
        }
    }
}
