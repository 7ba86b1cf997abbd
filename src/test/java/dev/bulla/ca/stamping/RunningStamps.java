/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestStamps;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.timestamp.StampingKey;
import dev.bulla.ca.timestamp.StampingTerms;
import dev.bulla.ca.timestamp.TimestampAuthority;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.HttpSettings.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A time-stamping authority on a port, whose key waits or fails when it is told to. */
final class RunningStamps implements AutoCloseable, StampingEvents, StampingKey {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.5Z");

    final WalksInFlight walks;
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final TestStamps key = TestStamps.of(KeyKind.P256, NOW, Crypto.fastest());
    volatile Runnable beforeSigning = () -> {};
    private final HttpListener listener;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningStamps(int seats) {
        walks = new WalksInFlight(seats);
        var terms = new StampingTerms("1.3.6.1.4.1.57264.2", Duration.ofSeconds(1));
        var site = StampingSite.of(
                new TimestampAuthority(() -> this, terms, () -> NOW, new SecureRandom()),
                new StampingSite.Doors(walks, new Cores(2)),
                this);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var patience = Duration.ofSeconds(60);
        listener = HttpListener.start(
                new HttpSettings(
                        Endpoint.plain(anyPort),
                        patience,
                        patience,
                        Duration.ofSeconds(5),
                        new Room(100, 65536, 1 << 20, 100)),
                1 << 20,
                site.beside((request, response) -> response.status(418).send()),
                HttpListener::reasonOnly);
    }

    @Override
    public StampingChain chain() {
        return key.chain();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        beforeSigning.run();
        return key.sign(toBeSigned);
    }

    @Override
    public void answered(Asked asked, Got got, Optional<Throwable> trouble) {
        told.add(asked.requestId() + " " + asked.method() + " " + asked.route().word() + " " + got.status() + " "
                + got.outcome().word()
                + trouble.map(why -> " " + why.getMessage()).orElse(""));
    }

    HttpResponse<byte[]> post(String type, byte[] body) {
        return send(request("").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + StampingSite.PATH + below))
                .header("X-Request-Id", "r1");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        listener.close();
        client.close();
    }
}
