/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API server of a Kubernetes cluster as far as it is an issuer: over TLS with a certificate of the cluster's own, and only
 * for service accounts whose token it knows.
 */
public final class TestCluster implements AutoCloseable {
    private final TestTls tls;
    private final HttpsServer server;
    private final TokenKey key = TokenKey.fresh("cluster", "RS256");
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final String issuer;
    private volatile String token;
    private volatile String keysUrl;

    /**
     * @param name  whose certificate it has
     * @param token which it wants to see
     */
    public TestCluster(String name, String token) throws IOException {
        this.issuer = "https://" + name;
        this.token = token;
        this.keysUrl = issuer + "/openid/v1/jwks";
        this.tls = TestTls.named(name);
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            shown.add(bearer);
            var body = JsonMapper.shared()
                    .writeValueAsString(
                            exchange.getRequestURI().getPath().equals("/openid/v1/jwks")
                                    ? Map.of("keys", List.of(key.jwk()))
                                    : Map.of("issuer", issuer, "jwks_uri", keysUrl))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(bearer.equals("Bearer " + token) ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public String issuer() {
        return issuer;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    public String rootPem() {
        return tls.rootPem();
    }

    public TokenKey key() {
        return key;
    }

    /** Wants to see this token from now on. */
    public void expect(String next) {
        token = next;
    }

    /** Says that its keys are elsewhere. */
    public void keysAt(String url) {
        keysUrl = url;
    }

    /** What callers showed, in order. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
