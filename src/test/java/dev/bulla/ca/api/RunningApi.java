/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.HttpSettings.Room;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both servers on ports of their own, in front of a stand-in for the walk. */
final class RunningApi implements AutoCloseable {
    static final List<IssuerListing> ISSUERS = List.of(
            new IssuerListing("https://accounts.example.com", false, "sigstore", "email", "", "email", "", true),
            new IssuerListing("https://*.example.org/id/*", true, "builds", "sub", "example.org", "spiffe", "", false));

    private static final JsonMapper JSON = new JsonMapper();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final StandInCa ca = new StandInCa();
    final BlockingQueue<Operation> started = new LinkedBlockingQueue<>();
    final BlockingQueue<Answered> answered = new LinkedBlockingQueue<>();
    final BlockingQueue<String> turnedAway = new LinkedBlockingQueue<>();
    private final HttpServer http;
    private final GrpcServer grpc;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningApi(Options options) {
        var walks = new WalksInFlight(options.seats);
        var service = new CaService(
                ca,
                (id, refusal) -> turnedAway.add(id + " " + refusal.refusal()),
                () -> ca.authority().chain(),
                () -> ISSUERS,
                walks,
                options.largest);
        var answers = new Answers(options.details);
        var events = new ApiEvents() {
            @Override
            public void started(Operation operation) {
                started.add(operation);
            }

            @Override
            public void answered(Answered event) {
                answered.add(event);
            }
        };
        var patience = options.patience;
        var endpoint = new Endpoint(ANY_PORT, options.tls, options.http2);
        var settings = new HttpSettings(
                endpoint,
                patience,
                options.rest,
                Duration.ofSeconds(5),
                new Room(1000, 1024 * 1024 + 4096, options.largeRequests, options.calls));
        http = options.grpcOnHttp
                ? HttpServer.startWithGrpc(settings, List.of(), service, answers, events)
                : HttpServer.start(settings, List.of(), service, answers, events);
        grpc = GrpcServer.start(
                new GrpcSettings(
                        endpoint,
                        patience,
                        options.rest,
                        Duration.ofSeconds(5),
                        new GrpcSettings.Room(options.connections, 100, options.calls, options.largeRequests)),
                service,
                answers,
                events);
    }

    static RunningApi usual() {
        return new Options().start();
    }

    static Options with() {
        return new Options();
    }

    int httpPort() {
        return http.port();
    }

    int grpcPort() {
        return grpc.port();
    }

    RawHttp raw() throws IOException {
        return new RawHttp(http.port());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> method(String method, String path, String... headers) {
        return method(method, path, new byte[0], headers);
    }

    HttpResponse<String> method(String method, String path, byte[] body, String... headers) {
        return send(request(path, headers)
                .method(method, BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Asks for a certificate. */
    HttpResponse<String> sign(String body, String... headers) {
        return send(request("/api/v2/signingCert", headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> sign(byte[] body) {
        return send(request("/api/v2/signingCert")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + http.port() + path))
                .timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** The next event that nobody looked at, when it has come. */
    Answered answered() {
        try {
            var event = answered.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Both at once, as when the process is told to end. */
    void closeServers() {
        var stopping = Thread.ofVirtual().start(http::close);
        grpc.close();
        try {
            stopping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closeServers();
        client.close();
    }

    /** What a test wants different. */
    static final class Options {
        private int seats = 100;
        private int connections = 1000;
        private int calls = 1000;
        private int largest = 4 * 1024 * 1024;
        private long largeRequests = 64 * 1024 * 1024;
        private boolean details;
        private Duration patience = Duration.ofSeconds(30);
        private Duration rest = Duration.ofSeconds(30);
        private Optional<SSLContext> tls = Optional.empty();
        private boolean http2;

        private boolean grpcOnHttp;

        Options grpcOnHttp() {
            grpcOnHttp = true;
            return http2();
        }

        Options http2() {
            http2 = true;
            return this;
        }

        Options tls(SSLContext context) {
            tls = Optional.of(context);
            return this;
        }

        Options seats(int most) {
            seats = most;
            return this;
        }

        /** Of gRPC. */
        Options connections(int most) {
            connections = most;
            return this;
        }

        /** Open at a time, on all connections of gRPC, and on all of HTTP/2. */
        Options calls(int most) {
            calls = most;
            return this;
        }

        Options largeRequests(long bytes) {
            largeRequests = bytes;
            return this;
        }

        /** Bytes of one request. */
        Options largest(int bytes) {
            largest = bytes;
            return this;
        }

        Options details() {
            details = true;
            return this;
        }

        Options patience(Duration forReading) {
            patience = forReading;
            return this;
        }

        Options rest(Duration betweenRequests) {
            rest = betweenRequests;
            return this;
        }

        RunningApi start() {
            return new RunningApi(this);
        }
    }
}
