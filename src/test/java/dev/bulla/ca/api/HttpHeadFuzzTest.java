/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes on a connection of the HTTP port. */
class HttpHeadFuzzTest {
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
    private static final String POST = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String NEXT = GET + "\r\n";

    /** No encoding, method or version of that name, or a time that the client gave: faults of a server that are a client's. */
    private static final Set<String> NOT_OURS = Set.of("501", "504", "505");

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private static FuzzedApi fuzzed;

    @BeforeAll
    static void start() {
        fuzzed = new FuzzedApi();
    }

    @AfterAll
    static void stop() {
        fuzzed.close();
    }

    static Stream<Named<byte[]>> seeds() {
        return Stream.of(heads(), targets(), lengths(), chunks(), connections(), headers())
                .flatMap(it -> it)
                .map(text -> Seed.of(name(text), text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String name(String text) {
        return "'" + text.substring(0, Math.min(text.length(), 200)).replaceAll("[^!-~]+", " ") + "'";
    }

    private static Stream<String> heads() {
        return Stream.of(
                NEXT + POST + "Content-Length: 2\r\n\r\n{}" + NEXT,
                "\r\n\r\n" + NEXT,
                NEXT.replace("\r\n", "\n"),
                NEXT.replace("\r\n", "\r"),
                "GET /healthz\r\n\r\n",
                "GET  /healthz  HTTP/1.1\r\nHost: x\r\n\r\n",
                "get /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                NEXT.replace("1.1", "1.0"),
                NEXT.replace("1.1", "1.2"),
                NEXT.replace("1.1", "2.0"),
                NEXT.replace("1.1", "9999999999.1"),
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS /api/v2/signingCert HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\nAccess-Control-Request-Method: P\u0001\r\n\r\n",
                "HEAD /api/v2/trustBundle HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0000".repeat(100));
    }

    private static Stream<String> targets() {
        return Stream.of(
                        "http://x/healthz",
                        "https://user:password@x:1/api/v2/trustBundle?q#f",
                        "//x/healthz",
                        "http://[::1%25eth0]:99999/healthz",
                        "http:///healthz",
                        "x:443",
                        "*",
                        "/%",
                        "/%zz",
                        "/%2",
                        "/%00",
                        "/\u0000",
                        "/api/v2/%2e%2e/healthz",
                        "/..;/healthz",
                        "/%c0%af%e0%80%af%f8",
                        "/\u00e9\u00ff",
                        "/healthz?%zz#%zz",
                        "/healthz;a=b/../c",
                        "/" + "a/".repeat(2000))
                .map(target -> "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    /** Two readers of these may not agree where the request ends. */
    private static Stream<String> lengths() {
        return Stream.of(
                        "Content-Length: 2\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: chunked\r\nContent-Length: 2",
                        "Content-Length: 2\r\nContent-Length: 2",
                        "Content-Length: 2\r\nContent-Length: 0",
                        "Content-Length: 2, 2",
                        "Content-Length: +2",
                        "Content-Length: 0x2",
                        "Content-Length: 2 0",
                        "Content-Length:",
                        "Content-Length: -0",
                        "Content-Length: 18446744073709551618",
                        "Content-Length: 9223372036854775807",
                        "Content-Length: 2\u000b",
                        "Content-Length : 2",
                        "Content-Length\u0000: 2",
                        "X: y\r\n Content-Length: 2",
                        "X: y\r\n\tfolded\r\nContent-Length: 2",
                        " Content-Length: 2",
                        "Transfer-Encoding: xchunked",
                        "Transfer-Encoding: chunked, identity",
                        "Transfer-Encoding: identity",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                        "Transfer-Encoding:\u000bchunked",
                        "Transfer-Encoding: \"chunked\"",
                        "Transfer-Encoding: CHUNKED",
                        "X: y\nTransfer-Encoding: chunked",
                        "X: y\rTransfer-Encoding: chunked")
                .flatMap(header -> Stream.of(
                        POST + header + "\r\n\r\n{}" + NEXT, POST + header + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + NEXT));
    }

    private static Stream<String> chunks() {
        return Stream.of(
                        "2\r\n{}\r\n0\r\n\r\n",
                        "1\r\n{\r\n1\r\n}\r\n0\r\nX: trailer\r\nContent-Length: 5\r\n\r\n",
                        "2;a=\"b\r\n\"\r\n{}\r\n0\r\n\r\n",
                        "2" + ";x".repeat(3000) + "\r\n{}\r\n0\r\n\r\n",
                        "0".repeat(5000) + "2\r\n{}\r\n0\r\n\r\n",
                        "7fffffffffffffff\r\n{}\r\n0\r\n\r\n",
                        "8000000000000002\r\n{}\r\n0\r\n\r\n",
                        "10000000000000002\r\n{}\r\n0\r\n\r\n",
                        "80000002\r\n{}\r\n0\r\n\r\n",
                        "ffffffff\r\n{}\r\n0\r\n\r\n",
                        "-2\r\n{}\r\n0\r\n\r\n",
                        "+2\r\n{}\r\n0\r\n\r\n",
                        "0x2\r\n{}\r\n0\r\n\r\n",
                        " 2 \r\n{}\r\n0\r\n\r\n",
                        "\r\n{}\r\n0\r\n\r\n",
                        "2\n{}\n0\n\n",
                        "2\r\n{}0\r\n\r\n",
                        "2\r\n{}xx0\r\n\r\n",
                        "2\r\n{}\r\n0\r\n",
                        "2\r\n{}\r\n0\r\nX\r\n\r\n",
                        "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(500) + "\r\n")
                .map(body -> CHUNKED + body + NEXT);
    }

    private static Stream<String> connections() {
        return Stream.of(
                        "Connection: close",
                        "Connection: keep-alive, close, x",
                        "Connection: Content-Length",
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                        "Connection: upgrade\r\nUpgrade: websocket",
                        "Expect: 100-continue\r\nContent-Length: 2",
                        "Expect: 200-ok\r\nContent-Length: 2",
                        "Proxy-Connection: close",
                        "Keep-Alive: timeout=-1")
                .flatMap(header -> Stream.of(GET + header + "\r\n\r\n" + NEXT, POST + header + "\r\n\r\n{}" + NEXT));
    }

    private static Stream<String> headers() {
        return Stream.of(
                        "Host: y",
                        "Host: x y",
                        "Host: [::1",
                        "X: a\u0000b",
                        "X\u0000: b",
                        "X: \u007f\u0080\u00ff",
                        ": empty",
                        "no colon",
                        "bad name: 1",
                        "X" + "x".repeat(3000) + ": 1",
                        "X: 1\r\n".repeat(500) + "Y: 2",
                        "Authorization: Bearer a.b.c\r\nAuthorization: Bearer d.e.f",
                        "Authorization: bearer  \t",
                        "Authorization: Bearer \u00e9\u0007",
                        "Grpc-Timeout: 1S",
                        "Grpc-Timeout: 99999999999999999999H",
                        "Grpc-Timeout: -9223372036854775808n",
                        "Grpc-Timeout: S",
                        "Grpc-Timeout: 1\u00b5",
                        "Origin: null",
                        "X-Request-Id: \u00e9",
                        "Content-Encoding: gzip\r\nContent-Length: 2",
                        "Content-Type: \"\u0000;;",
                        "Accept: \u0001",
                        "Range: bytes=0-",
                        "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nTracestate: a=1")
                .map(header -> POST + header + "\r\n\r\n" + NEXT);
    }

    @Timeout(60)
    @MethodSource("seeds")
    @DictionaryEntries({
        " HTTP/1.1",
        "POST /api/v2/signingCert HTTP/1.1",
        "GET /api/v2/trustBundle HTTP/1.1",
        "Host: x",
        "Content-Length: ",
        "Transfer-Encoding: chunked",
        "Connection: close",
        "Expect: 100-continue",
        "Grpc-Timeout: ",
        "Authorization: Bearer ",
        "Origin: ",
        "Access-Control-Request-Method: ",
        "X-Request-Id: "
    })
    @FuzzTest
    void isAnsweredOrCutOffAndTheFaultIsNeverOurs(byte[] input) throws IOException {
        var answers = STATUS.matcher(answersTo(input));
        while (answers.find()) {
            var status = answers.group(1);
            assertThat(status.startsWith("5") && !NOT_OURS.contains(status))
                    .as("status %s", status)
                    .isFalse();
        }
        fuzzed.done();
    }

    /** The bytes arrive in one piece or in two, which is the same for each input whenever it is tried. */
    private static String answersTo(byte[] input) throws IOException {
        var cut = input.length == 0 ? 0 : Math.floorMod(Arrays.hashCode(input), 2 * input.length);
        try (var raw = fuzzed.api.raw()) {
            if (cut < input.length) {
                raw.offer(Arrays.copyOf(input, cut));
                raw.offer(Arrays.copyOfRange(input, cut, input.length));
            } else {
                raw.offer(input);
            }
            return raw.untilClosed();
        }
    }
}
