/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An issuer that containers can ask for its keys, over plain HTTP as in the original's compose file. */
final class PublishedIssuer implements AutoCloseable {
    private final HttpServer server;
    private final TokenIssuer issuer;

    private PublishedIssuer(HttpServer server, TokenIssuer issuer) {
        this.server = server;
        this.issuer = issuer;
    }

    /** @param host what containers call this machine */
    static PublishedIssuer started(String host) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(0), 0);
        var url = "http://" + host + ":" + server.getAddress().getPort();
        var issuer = TokenIssuer.at(url);
        answer(server, "/keys", issuer.keySet());
        answer(server, "/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "id_token_signing_alg_values_supported": ["ES256"]}
                """.formatted(url));
        server.start();
        return new PublishedIssuer(server, issuer);
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var body = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    /** In the words of the original's configuration file, and that it is asked without TLS. */
    String trust() {
        return """
                oidc-issuers:
                  %1$s:
                    issuer-url: %1$s
                    client-id: sigstore
                    type: email
                    allow-plain-http: true
                """.formatted(issuer.url());
    }

    String token() {
        return issuer.token(Requester.ADDRESS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
