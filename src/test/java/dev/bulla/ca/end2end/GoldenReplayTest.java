/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.end2end.Recording.Exchange;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends what was once sent to Fulcio v1.8.8, at the time it was sent, and expects the same answers.
 *
 * <p>The tokens name issuers on port 9900 of this machine, so that port must be free.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GoldenReplayTest {
    private static final int ISSUERS = 9900;
    private static final Recording RECORDING = Recording.read();

    private final MovableClock clock =
            new MovableClock(RECORDING.exchanges().getFirst().at());
    private HttpServer issuers;
    private TestLogServer log;
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, URISyntaxException {
        issuers = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ISSUERS), 0);
        issuers.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        RECORDING
                .documents()
                .forEach((url, document) ->
                        issuers.createContext(URI.create(url).getPath(), exchange -> {
                            var body = document.getBytes(StandardCharsets.UTF_8);
                            exchange.sendResponseHeaders(200, body.length);
                            exchange.getResponseBody().write(body);
                            exchange.close();
                        }));
        issuers.start();
        log = TestLogServer.start(clock, Crypto.fastest());
        var trust = Path.of(
                getClass().getResource("/golden/fulcio-v1.8.8-config.yaml").toURI());
        server = TestServer.start(folder, trust, log, clock, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
        log.close();
        issuers.stop(0);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void answersWhatTheOriginalAnswered(Exchange exchange) {
        var ours = replay(exchange);

        assertThat(AnswerFields.of(ours.statusCode(), headers(ours), ours.body()))
                .isEqualTo(AnswerFields.of(
                        exchange.status(), exchange.headers(), exchange.body().array()));
    }

    @Test
    void theWholeRecordingIsReplayed() {
        assertThat(recorded()).hasSize(107);
    }

    static List<Exchange> recorded() {
        return RECORDING.exchanges();
    }

    private HttpResponse<byte[]> replay(Exchange exchange) {
        clock.moveTo(exchange.at());
        var request = HttpRequest.newBuilder(server.http(exchange.path()))
                .method(
                        exchange.method(),
                        exchange.requestBody()
                                .map(body -> BodyPublishers.ofByteArray(body.array()))
                                .orElse(BodyPublishers.noBody()));
        exchange.requestHeaders().forEach(request::header);
        return server.send(request.build());
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        var headers = new HashMap<String, String>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }
}
