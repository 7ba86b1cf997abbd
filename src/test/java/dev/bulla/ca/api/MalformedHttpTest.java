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

class MalformedHttpTest {
    private static final RunningApi API = RunningApi.usual();

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nbad name: 1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "nonsense\r\n\r\n",
                "G@T /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET\u0001 /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\u0085\n{}\r\n0\r\n\r\n",
                "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"
            })
    void whatIsNoRequestIsABadOneInPlainText(String bytes) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(bytes);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers())
                    .containsEntry("content-type", "text/plain; charset=utf-8")
                    .containsEntry("connection", "close")
                    .doesNotContainKey("server");
            assertThat(answer.body()).isEqualTo("400 Bad Request");
            assertThat(raw.rest()).isEmpty();
        }
        assertThat(API.ca.wasAsked()).isFalse();
        assertThat(API.answered).noneMatch(told -> told.outcome().bug().isPresent());
    }

    @Test
    void anEncodingOfTheTransferThatNobodyKnowsIsNotImplemented() throws IOException {
        try (var raw = API.raw()) {
            var head = "POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n";
            var answer = raw.ask(head);

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(answer.body()).isEqualTo("501 Not Implemented");
        }
        assertThat(API.answered).noneMatch(told -> told.outcome().bug().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://example.com HTTP/1.1", "CONNECT example.com:443 HTTP/1.1"})
    void aTargetWithoutAPathIsABadRequestInJson(String line) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(line + "\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"Bad Request\",\"details\":[]}");
        }
    }

    @Test
    void aTokenOf800KilobytesArrives() {
        var token = "t".repeat(800_000);

        var answer = API.sign("{}", "Authorization", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(API.ca.asked().token()).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ", "GET /healthz?"})
    void aHeadOfMoreThanAMebibyteIsTooLarge(String beginning) throws IOException {
        try (var raw = API.raw()) {
            var answer = raw.ask(beginning + "h".repeat(1024 * 1024 + 4096));

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
            assertThat(answer.body()).isEqualTo("431 Request Header Fields Too Large");
        }
    }

    @Test
    void aHeadWithMoreFieldsThanAnybodyNeedsIsTooLarge() throws IOException {
        var beginning = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
        try (var raw = API.raw()) {
            assertThat(raw.ask(beginning + "Connection: keep-alive\r\n".repeat(255) + "\r\n")
                            .status())
                    .isEqualTo(200);
            var answer = raw.ask(beginning + "Connection: keep-alive\r\n".repeat(256) + "\r\n");

            assertThat(answer.status()).isEqualTo(431);
            assertThat(raw.rest()).isEmpty();
        }
    }

    @Test
    void soMayOneWhoseHeadCameTogetherWithTheRequestBeforeIt() throws IOException {
        var body = "{" + "\n".repeat(20_000) + "}";
        var head = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (var raw = API.raw()) {
            assertThat(raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + head)
                            .status())
                    .isEqualTo(200);
            assertThat(raw.ask(body).status()).isEqualTo(200);
            assertThat(API.ca.asked().token()).isEmpty();
        }
    }

    @Test
    void aBodyMayHaveAnyNumberOfLines() throws IOException {
        var body = "{" + "\n".repeat(20_000) + "}";
        try (var raw = API.raw()) {
            for (var i = 0; i < 2; i++) {
                var head = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nContent-Length: ";
                assertThat(raw.ask(head + body.length() + "\r\n\r\n" + body).status())
                        .isEqualTo(200);
                assertThat(API.ca.asked().token()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.\u0001.c", "a.\u007f.c", "a.\u001b[2J.c"})
    void aHeaderWithControlCharactersIsABadRequest(String token) throws IOException {
        try (var raw = API.raw()) {
            assertThat(raw.ask(withToken("Bearer " + token)).status()).isEqualTo(400);
        }
        assertThat(API.ca.wasAsked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Bearer\ta.b.c, Bearer\ta.b.c", "Bearer a.\u00e9.c, a.\ufffd.c"})
    void otherOddBytesReachTheTokenCheckWhichRefusesThem(String header, String token) throws IOException {
        try (var raw = API.raw()) {
            raw.ask(withToken(header));
        }
        assertThat(API.ca.asked().token()).isEqualTo(token);
    }

    private static String withToken(String header) {
        return "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nAuthorization: " + header
                + "\r\nContent-Length: 2\r\n\r\n{}";
    }
}
