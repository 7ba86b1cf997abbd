/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.TimestampExtensions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A log over real HTTP, on a port of this machine. It takes precertificates as RFC 6962 has it, is strict about them, and
 * signs what it promises. It keeps no tree. It misbehaves when it is told to.
 */
public final class TestLogServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final String PATH = "/test/ct/v1/add-pre-chain";

    private final LogSigner signer;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<LogSubmission> submissions = new CopyOnWriteArrayList<>();
    private final Queue<LogBehaviour> once = new ConcurrentLinkedQueue<>();
    private volatile LogBehaviour always = LogBehaviour.honest();

    private TestLogServer(HttpServer server, InstantSource clock, Crypto crypto) {
        var keys = KeyKind.P256.generate(crypto);
        var publicKey = LogKey.of(keys.getPublic().getEncoded(), crypto.provider());
        this.signer = LogSigner.of(keys.getPrivate(), publicKey, crypto.provider());
        this.clock = clock;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static TestLogServer start(InstantSource clock, Crypto crypto) {
        try {
            return new TestLogServer(HttpServer.create(anyPort(), BACKLOG), clock, crypto);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same over https. */
    public static TestLogServer start(InstantSource clock, Crypto crypto, SSLContext tls) {
        try {
            var server = HttpsServer.create(anyPort(), BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new TestLogServer(server, clock, crypto);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The base URL, as an operator configures it. */
    public URI url() {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + port() + "/test");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public LogKey key() {
        return signer.publicKey();
    }

    /** What came in so far, good submissions and bad, oldest first. */
    public List<LogSubmission> submissions() {
        return List.copyOf(submissions);
    }

    /** Answers the next requests so, one after the other, and then as before. */
    public TestLogServer next(LogBehaviour... behaviours) {
        once.addAll(List.of(behaviours));
        return this;
    }

    public TestLogServer always(LogBehaviour behaviour) {
        always = behaviour;
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var submission = LogSubmission.read(exchange);
            submissions.add(submission);
            var problem = submission.problem();
            if (!exchange.getRequestURI().getPath().equals(PATH) || problem.isPresent()) {
                var text = problem.orElse("no such path").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(problem.isPresent() ? 400 : 404, text.length);
                exchange.getResponseBody().write(text);
                return;
            }
            var behaviour = once.poll();
            (behaviour == null ? always : behaviour)
                    .answer(
                            exchange,
                            new Promise(
                                    signer, submission.entry(), clock.instant().toEpochMilli()),
                            closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the log is about to promise. */
    public record Promise(LogSigner signer, LoggedEntry entry, long timestamp) {
        LogAnswer honest() {
            return LogAnswer.of(signer.sign(entry, timestamp, TimestampExtensions.ofLeafIndex(1)));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
