/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.testing.TestTls;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls through a proxy that writes down what it is asked. */
@Timeout(30)
class ThroughProxyTest {
    private static final Call.Limits AMPLE = new Call.Limits(Duration.ofSeconds(20), 1000);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket proxy;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ThroughProxyTest() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        threads.shutdownNow();
    }

    @Test
    void plainHttpIsAskedOfTheProxy() throws Exception {
        // given
        var proxying = threads.submit(() -> {
            try (var connection = proxy.accept()) {
                asked.add(head(connection));
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
            }
            return true;
        });
        var proxies =
                Proxies.ofEnvironment(Map.of("HTTP_PROXY", "http://ada:secret@127.0.0.1:" + proxy.getLocalPort()));

        // when
        try (var caller = new Caller(TlsRoots.system(Map.of()), proxies, Duration.ofSeconds(5))) {
            var reply = caller.reply(Call.get(URI.create("http://log.test/path"), Map.of(), AMPLE));

            // then
            assertThat(reply.body().text()).isEqualTo("ok");
        }
        assertThat(proxying.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.getFirst())
                .startsWith("GET http://log.test/path HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nProxy-Authorization: Basic YWRhOnNlY3JldA==\r\n");
    }

    @Test
    void httpsGoesThroughATunnelAndTheServerDoesNotSeeTheCredentials() throws Exception {
        // given
        var tls = TestTls.create();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().keySet().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var proxying = threads.submit(() -> tunnelTo(server.getAddress()));
        var proxies =
                Proxies.ofEnvironment(Map.of("HTTPS_PROXY", "http://ada:secret@127.0.0.1:" + proxy.getLocalPort()));

        // when
        try (var caller = new Caller(TlsRoots.systemAnd(tls.rootPem(), Map.of()), proxies, Duration.ofSeconds(5))) {
            var reply = caller.reply(Call.get(URI.create("https://log.test/path"), Map.of(), AMPLE));

            // then
            assertThat(reply.status()).isEqualTo(204);
        }
        server.stop(0);
        assertThat(proxying.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.getFirst())
                .startsWith("CONNECT log.test:443 HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nProxy-Authorization: Basic YWRhOnNlY3JldA==\r\n");
        assertThat(asked.getLast()).doesNotContainIgnoringCase("proxy");
    }

    private boolean tunnelTo(InetSocketAddress server) throws IOException {
        try (var client = proxy.accept();
                var target = new Socket(server.getAddress(), server.getPort())) {
            asked.add(head(client));
            client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
            var there = threads.submit(() -> client.getInputStream().transferTo(target.getOutputStream()));
            target.getInputStream().transferTo(client.getOutputStream());
            there.cancel(true);
            return true;
        }
    }

    /** Reads up to the empty line, byte by byte, because what follows is for somebody else. */
    private static String head(Socket connection) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = connection.getInputStream().read();
            if (next < 0) {
                throw new EOFException("the client hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
