/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static dev.bulla.ca.api.Frames.CONTINUATION;
import static dev.bulla.ca.api.Frames.DATA;
import static dev.bulla.ca.api.Frames.END_HEADERS;
import static dev.bulla.ca.api.Frames.END_STREAM;
import static dev.bulla.ca.api.Frames.GOAWAY;
import static dev.bulla.ca.api.Frames.HEADERS;
import static dev.bulla.ca.api.Frames.PADDED;
import static dev.bulla.ca.api.Frames.PING;
import static dev.bulla.ca.api.Frames.PRIORITISED;
import static dev.bulla.ca.api.Frames.PRIORITY;
import static dev.bulla.ca.api.Frames.PUSH_PROMISE;
import static dev.bulla.ca.api.Frames.RST_STREAM;
import static dev.bulla.ca.api.Frames.SETTINGS;
import static dev.bulla.ca.api.Frames.WINDOW_UPDATE;
import static dev.bulla.ca.api.GrpcClient.SIGN;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any frames on a connection of the gRPC port, behind the preface. */
class Http2FrameFuzzTest {
    private static final int BOTH = END_STREAM | END_HEADERS;
    private static final byte[] CALL = Frames.call(SIGN);
    private static final String EMPTY_MESSAGE = "\u0000\u0000\u0000\u0000\u0000";
    private static final String LAST = "the last";

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
        return Stream.of(calls(), continuations(), tables(), windows(), oddities())
                .flatMap(it -> it);
    }

    private static Stream<Named<byte[]>> calls() {
        return Stream.of(
                seed("a call", begun().add(DATA, END_STREAM, 1, EMPTY_MESSAGE)),
                seed("a call without a message", new Frames().add(HEADERS, BOTH, 1, CALL)),
                seed("half a message", begun().add(DATA, END_STREAM, 1, "\u0000\u0000\u0000\u0000\u0009abc")),
                seed("rapid reset", rapidReset(300)),
                seed("reset twice", rapidReset(1).add(RST_STREAM, 0, 1, "\u0000\u0000\u0000\u0008")),
                seed("more streams than allowed", streams(150)),
                seed("padding", begun().add(DATA, PADDED | END_STREAM, 1, "\u0002" + EMPTY_MESSAGE + "\u0000\u0000")),
                seed("more padding than content", begun().add(DATA, PADDED, 1, "\u0009abc")),
                seed(
                        "no content",
                        begun().times(200, new Frames().add(DATA, 0, 1, "").bytes())),
                seed(
                        "content after the end",
                        new Frames().add(HEADERS, BOTH, 1, CALL).add(DATA, 0, 1, EMPTY_MESSAGE)),
                seed("content of no call", new Frames().add(DATA, END_STREAM, 1, EMPTY_MESSAGE)),
                seed("content of the connection", new Frames().add(DATA, END_STREAM, 0, EMPTY_MESSAGE)),
                seed("a deadline", head("grpc-timeout", "1n")),
                seed("a deadline that is none", head("grpc-timeout", "99999999999999H")),
                seed("a deadline in no unit", head("grpc-timeout", "1o")),
                seed("a length", head("content-length", "7").add(DATA, END_STREAM, 1, EMPTY_MESSAGE)),
                seed("a length below zero", head("content-length", "-1")),
                seed("an encoding", head("grpc-encoding", "gzip", "grpc-accept-encoding", "\u0001,,")),
                seed("headers of HTTP/1.1", head("connection", "close", "transfer-encoding", "chunked")),
                seed("a large letter", head("Upper", "case")),
                seed("a NUL and a line", head("x", "a\u0000b\r\nc: d")),
                seed("bytes that are no base64", head("x-bin", "\u0001*")),
                seed("two paths", head(":path", "/", ":path", "*")),
                seed("a pseudo-header of nobody", head(":protocol", "websocket")),
                seed("no path", new Frames().add(HEADERS, BOTH, 1, Frames.literals(":method", "POST"))),
                seed("a trace", head("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")),
                seed(
                        "GET",
                        new Frames()
                                .add(
                                        HEADERS,
                                        BOTH,
                                        1,
                                        Frames.literals(":method", "GET", ":path", "/", ":scheme", "http"))));
    }

    private static Frames begun() {
        return new Frames().add(HEADERS, END_HEADERS, 1, CALL);
    }

    private static Frames head(String... headers) {
        return new Frames().add(HEADERS, END_HEADERS, 1, Frames.call(SIGN, headers));
    }

    private static Frames rapidReset(int count) {
        var frames = new Frames();
        for (var stream = 1; stream < 2 * count; stream += 2) {
            frames.add(HEADERS, END_HEADERS, stream, CALL).add(RST_STREAM, 0, stream, "\u0000\u0000\u0000\u0008");
        }
        return frames;
    }

    private static Frames streams(int count) {
        var frames = new Frames();
        for (var stream = 1; stream < 2 * count; stream += 2) {
            frames.add(HEADERS, END_HEADERS, stream, CALL);
        }
        return frames;
    }

    private static Stream<Named<byte[]>> continuations() {
        var start = new Frames().add(HEADERS, END_STREAM, 1, CALL).bytes();
        return Stream.of(
                seed("a head in two", new Frames().times(1, start).add(CONTINUATION, END_HEADERS, 1, "")),
                seed(
                        "a head without an end",
                        new Frames()
                                .times(1, start)
                                .times(
                                        1000,
                                        new Frames().add(CONTINUATION, 0, 1, "").bytes())),
                seed(
                        "a head that grows",
                        new Frames()
                                .times(1, start)
                                .times(
                                        80,
                                        new Frames()
                                                .add(CONTINUATION, 0, 1, "\u0000\u0001a~" + "b".repeat(126))
                                                .bytes())),
                seed("a head that is interrupted", new Frames().times(1, start).add(PING, 0, 0, "12345678")),
                seed("another's head", new Frames().times(1, start).add(CONTINUATION, END_HEADERS, 3, "")),
                seed("a continuation of nothing", new Frames().add(CONTINUATION, END_HEADERS, 1, CALL)),
                seed("a head for the connection", new Frames().add(HEADERS, BOTH, 0, CALL)),
                seed("an even stream", new Frames().add(HEADERS, BOTH, 2, CALL)),
                seed(
                        "a stream of the past",
                        new Frames().add(HEADERS, BOTH, 5, CALL).add(HEADERS, BOTH, 3, CALL)),
                seed("the last stream", new Frames().add(HEADERS, BOTH, 0x7fffffff, CALL)),
                seed("trailers", begun().add(HEADERS, BOTH, 1, Frames.literals("x", "y"))),
                seed("trailers without an end", begun().add(HEADERS, END_HEADERS, 1, Frames.literals("x", "y"))));
    }

    /** HPACK. */
    private static Stream<Named<byte[]>> tables() {
        var name = "@\u0001a\u007f\u0081\u001e" + "b".repeat(4000);
        return Stream.of(
                seed(
                        "a header that stands for thousands",
                        new Frames()
                                .add(HEADERS, END_HEADERS, 1, CALL)
                                .add(HEADERS, BOTH, 1, name + "\u00be".repeat(10_000))),
                seed("index zero", new Frames().add(HEADERS, BOTH, 1, "\u0080")),
                seed("an index of nothing", new Frames().add(HEADERS, BOTH, 1, "\u00ff\u00ff\u00ff\u00ff\u00ff\u000f")),
                seed("a number without an end", new Frames().add(HEADERS, BOTH, 1, "\u00ff" + "\u0080".repeat(100))),
                seed("a larger table", new Frames().add(HEADERS, BOTH, 1, "?\u00ff\u00ff\u00ff\u00ff\u0007\u0082")),
                seed("a smaller table", new Frames().add(HEADERS, BOTH, 1, "   \u0082")),
                seed(
                        "a text longer than its frame",
                        new Frames().add(HEADERS, BOTH, 1, "\u0000\u007f\u00ff\u00ff\u0003a")),
                seed("Huffman with bad padding", new Frames().add(HEADERS, BOTH, 1, "\u0000\u0082\u0000\u0000\u0001b")),
                seed(
                        "Huffman's end",
                        new Frames().add(HEADERS, BOTH, 1, "\u0000\u0084\u00ff\u00ff\u00ff\u00ff\u0001b")),
                seed(
                        "the settings of a table of nothing",
                        new Frames().settings(1, 0).add(HEADERS, BOTH, 1, CALL)),
                seed(
                        "the settings of a huge table",
                        new Frames().settings(1, 0xffffffffL).add(HEADERS, BOTH, 1, CALL)),
                seed("a list of nothing", new Frames().settings(6, 0).add(HEADERS, BOTH, 1, CALL)));
    }

    private static Stream<Named<byte[]>> windows() {
        var call = begun().add(DATA, END_STREAM, 1, EMPTY_MESSAGE).bytes();
        return Stream.of(
                seed("a window of nothing", new Frames().settings(4, 0).times(1, call)),
                seed(
                        "a window of one byte at a time",
                        new Frames()
                                .settings(4, 1)
                                .times(1, call)
                                .times(
                                        50,
                                        new Frames()
                                                .add(WINDOW_UPDATE, 0, 1, "\u0000\u0000\u0000\u0001")
                                                .bytes())),
                seed("a window that is too large", new Frames().settings(4, 0x80000000L)),
                seed(
                        "a window that shrinks",
                        new Frames().times(1, call).settings(4, 0).settings(4, 0x7fffffff)),
                seed(
                        "an update of nothing",
                        new Frames().times(1, call).add(WINDOW_UPDATE, 0, 1, "\u0000\u0000\u0000\u0000")),
                seed(
                        "updates beyond the largest window",
                        new Frames()
                                .add(WINDOW_UPDATE, 0, 0, "\u007f\u00ff\u00ff\u00ff")
                                .add(WINDOW_UPDATE, 0, 0, "\u007f\u00ff\u00ff\u00ff")),
                seed("an update for no stream", new Frames().add(WINDOW_UPDATE, 0, 9, "\u0000\u0000\u0000\u0001")),
                seed(
                        "more than the window",
                        begun().times(
                                        6,
                                        new Frames()
                                                .add(DATA, 0, 1, "\u0000".repeat(16_384))
                                                .bytes())));
    }

    private static Stream<Named<byte[]>> oddities() {
        return Stream.of(
                seed("nothing", new Frames()),
                seed("a request of HTTP/1.1", new Frames().times(1, Frames.of("GET / HTTP/1.1\r\nHost: x\r\n\r\n"))),
                seed("a second preface", new Frames().times(1, Frames.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))),
                seed(
                        "settings without an end",
                        new Frames().times(1000, new Frames().settings(3, 1).bytes())),
                seed("settings of a stream", new Frames().add(SETTINGS, 0, 1, "")),
                seed("settings of five bytes", new Frames().add(SETTINGS, 0, 0, "12345")),
                seed("a small largest frame", new Frames().settings(5, 1)),
                seed("a push", new Frames().settings(2, 2)),
                seed("acknowledged twice", new Frames().add(SETTINGS, 1, 0, "").add(SETTINGS, 1, 0, "")),
                seed("acknowledged with content", new Frames().add(SETTINGS, 1, 0, "123456")),
                seed(
                        "pings",
                        new Frames()
                                .times(
                                        300,
                                        new Frames().add(PING, 0, 0, "12345678").bytes())),
                seed("a ping of seven bytes", new Frames().add(PING, 0, 0, "1234567")),
                seed("an answer to no ping", new Frames().add(PING, 1, 0, "12345678")),
                seed("a promise", begun().add(PUSH_PROMISE, END_HEADERS, 1, "\u0000\u0000\u0000\u0002")),
                seed("good-bye", begun().add(GOAWAY, 0, 0, "\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0000bye")),
                seed("a priority of itself", begun().add(PRIORITY, 0, 1, "\u0080\u0000\u0000\u0001\u00ff")),
                seed(
                        "a priority in the head",
                        new Frames()
                                .add(
                                        HEADERS,
                                        BOTH | PRIORITISED | PADDED,
                                        1,
                                        "\u0001\u0000\u0000\u0000\u0001\u0000\u0082\u0000")),
                seed(
                        "priorities",
                        new Frames()
                                .times(
                                        500,
                                        new Frames()
                                                .add(PRIORITY, 0, 9, "\u0000\u0000\u0000\u0000\u0000")
                                                .bytes())),
                seed("a reset of no stream", new Frames().add(RST_STREAM, 0, 9, "\u0000\u0000\u0000\u0000")),
                seed("a type of nobody", new Frames().add(0xbf, 0xff, 0xffffffff, "content")),
                seed("a frame that is too large", new Frames().announced(0xffffff, DATA, 0, 1, new byte[100])),
                seed("a frame that does not end", new Frames().announced(16_384, HEADERS, BOTH, 1, CALL)));
    }

    private static Named<byte[]> seed(String name, Frames frames) {
        return Seed.of(name, frames.bytes());
    }

    /** The last frame is a ping: there is an answer to it, a good-bye, or the end of the connection. */
    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isAnsweredOrCutOff(byte[] input) throws IOException {
        try (var connection = new RawHttp2(fuzzed.api.grpcPort())) {
            connection.offer(new Frames()
                    .times(1, Frames.whole(input))
                    .add(PING, 0, 0, LAST)
                    .bytes());
            connection.awaitPing(LAST);
        }
        fuzzed.done();
    }
}
