/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.clients.rekor.EntryLog.Outcome;
import dev.bulla.ca.sigstore.KeyDetails;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/** The second version of Rekor over HTTPS on this machine: takes signatures, answers with their proofs, and shows its tiles. */
public final class RekorServer implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final String API = "/api/v2/";
    private static final String ENTRIES = API + "log/entries";
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final int MOST_IN_FLIGHT = 64;

    private final HttpsServer server;
    private final KeyPair keys;
    private final EntryLog log;
    private final EntryReader reader;
    private final Instant start = Instant.now().minus(Duration.ofDays(1));
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

    private RekorServer(HttpsServer server, KeyPair keys, EntryReader reader, Provider provider) {
        this.server = server;
        this.keys = keys;
        this.log = new EntryLog(HOST, keys, provider);
        this.reader = reader;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts it.
     *
     * @param tls  for a server called {@code localhost}
     * @param keys on P-256
     */
    public static RekorServer start(SSLContext tls, KeyPair keys, Envelopes envelopes, Provider provider) {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = HttpsServer.create(loopback, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new RekorServer(server, keys, new EntryReader(provider, envelopes), provider);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("https://" + HOST + ":" + server.getAddress().getPort());
    }

    /** What verifiers are told of it. */
    public LogInstance instance() {
        var info = Bytes.of(keys.getPublic().getEncoded());
        var id = Bytes.of(log.id().toBytes());
        return new LogInstance(
                url().toString(), info, KeyDetails.ECDSA_P256, Validity.from(start), id, Optional.empty());
    }

    /** From now on it takes nothing. */
    public void freeze() {
        log.freeze();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var isPost = exchange.getRequestMethod().equals("POST");
        if (isPost != path.equals(ENTRIES)) {
            return Answer.error(405, 12, "Method Not Allowed");
        }
        if (isPost) {
            return entryInTurn(exchange);
        }
        return path.equals("/healthz")
                ? Answer.json(200, Map.of("status", "SERVING"))
                : new LogFiles(log).at(path.startsWith(API) ? path.substring(API.length()) : "");
    }

    private Answer entryInTurn(HttpExchange exchange) throws IOException {
        if (!inFlight.tryAcquire()) {
            return Answer.error(503, 14, "reached max pushback; retry");
        }
        try {
            return entry(exchange.getRequestBody().readNBytes(LARGEST_BODY + 1));
        } catch (RefusedEntryException e) {
            return Answer.error(400, 3, "invalid request: " + e.getMessage());
        } finally {
            inFlight.release();
        }
    }

    private Answer entry(byte[] body) throws RefusedEntryException {
        if (body.length > LARGEST_BODY) {
            throw new RefusedEntryException("it is larger than " + LARGEST_BODY + " bytes");
        }
        var entry = reader.read(body);
        return switch (log.add(entry.body().array())) {
            case Outcome.Added added -> LogEntryAnswer.of(entry, added, log.id());
            case Outcome.Known known ->
                Answer.error(409, 6, "an equivalent entry already exists in the transparency log")
                        .with("x-log-index", Long.toString(known.index()));
            case Outcome.Frozen _ ->
                Answer.error(405, 12, "This log has been frozen, please switch to the latest log.");
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
