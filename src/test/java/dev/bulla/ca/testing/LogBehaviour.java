/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestLogServer.Promise;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** How a log answers a good submission. */
@FunctionalInterface
public interface LogBehaviour {

    /** Answers, or not. Whoever waits here waits for {@code closed} at most. */
    void answer(HttpExchange exchange, Promise promise, CountDownLatch closed) throws IOException, InterruptedException;

    static LogBehaviour honest() {
        return (exchange, promise, closed) ->
                send(exchange, 200, promise.honest().json());
    }

    /** Honest, but late. */
    static LogBehaviour slow(Duration delay) {
        return (exchange, promise, closed) -> {
            closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            honest().answer(exchange, promise, closed);
        };
    }

    /** Honest, once somebody lets it. */
    static LogBehaviour once(CountDownLatch allowed) {
        return (exchange, promise, closed) -> {
            allowed.await();
            honest().answer(exchange, promise, closed);
        };
    }

    /** Answers nobody until so many wait at once, and then takes its time. */
    static LogBehaviour onceAllWait(int count, Duration delay) {
        var waiting = new CountDownLatch(count);
        return (exchange, promise, closed) -> {
            waiting.countDown();
            waiting.await();
            slow(delay).answer(exchange, promise, closed);
        };
    }

    static LogBehaviour silent() {
        return (exchange, promise, closed) -> closed.await();
    }

    /** Sends its answer byte by byte, with a pause before each. */
    static LogBehaviour dripping(Duration pause) {
        return (exchange, promise, closed) -> {
            var body = bytes(promise.honest().json());
            exchange.sendResponseHeaders(200, body.length);
            for (var b : body) {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                exchange.getResponseBody().write(b);
                exchange.getResponseBody().flush();
            }
        };
    }

    /** Breaks the connection off instead of answering. */
    static LogBehaviour hangingUp() {
        return (exchange, promise, closed) -> exchange.close();
    }

    static LogBehaviour status(int status, String body) {
        return (exchange, promise, closed) -> send(exchange, status, body);
    }

    /** A status with the header that says when to come back. */
    static LogBehaviour comeBack(int status, String retryAfter) {
        return (exchange, promise, closed) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            send(exchange, status, "too many requests");
        };
    }

    static LogBehaviour redirect(int status, String location) {
        return (exchange, promise, closed) -> {
            exchange.getResponseHeaders().set("Location", location);
            send(exchange, status, "moved");
        };
    }

    /** Says yes with a body of its own. */
    static LogBehaviour saying(String body) {
        return status(200, body);
    }

    static LogBehaviour huge(int size) {
        return saying(" ".repeat(size));
    }

    /** Compresses its answer, whether or not the client can read that. */
    static LogBehaviour gzipped() {
        return (exchange, promise, closed) -> {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(bytes(promise.honest().json()));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, compressed.size());
            compressed.writeTo(exchange.getResponseBody());
        };
    }

    /** Names another log than the one whose key signs. */
    static LogBehaviour underAnotherName() {
        var other = Base64.getEncoder().encodeToString(new byte[32]);
        return (exchange, promise, closed) ->
                send(exchange, 200, promise.honest().withId(other).json());
    }

    /** Signs with a key that is not its own, under its own name. */
    static LogBehaviour withAnotherKey(Crypto crypto) {
        var keys = KeyKind.P256.generate(crypto);
        var signer = LogSigner.of(
                keys.getPrivate(), LogKey.of(keys.getPublic().getEncoded(), crypto.provider()), crypto.provider());
        return (exchange, promise, closed) -> {
            var other = new Promise(signer, promise.entry(), promise.timestamp());
            send(exchange, 200, other.honest().withId(promise.honest().id()).json());
        };
    }

    /** Changes the time after signing it. */
    static LogBehaviour withBadSignature() {
        return (exchange, promise, closed) -> send(
                exchange,
                200,
                promise.honest()
                        .withTimestamp(Long.toString(promise.timestamp() + 1))
                        .json());
    }

    static LogBehaviour ofVersion(int version) {
        return (exchange, promise, closed) -> send(
                exchange,
                200,
                promise.honest().withVersion(Integer.toString(version)).json());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = bytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
