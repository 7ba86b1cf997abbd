/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.bulla.ca.testing.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server of this machine with a certificate that nobody trusts until told to. It answers everything with {@code {}}. */
final class TlsServer implements AutoCloseable {
    private final TestTls tls;
    private final HttpsServer server;

    /**
     * @param name     the one name in its certificate
     * @param protocol the one version it speaks
     */
    TlsServer(String name, String protocol) throws IOException {
        tls = TestTls.named(name);
        var context = tls.server();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var chosen = context.getDefaultSSLParameters();
                chosen.setProtocols(new String[] {protocol});
                parameters.setSSLParameters(chosen);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    }

    /** What a client must be given to believe it. */
    String pem() {
        return tls.rootPem();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
