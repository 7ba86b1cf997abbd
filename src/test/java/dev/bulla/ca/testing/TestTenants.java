/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many issuers behind one server, as clouds have them. Each has a URL and a key of its own; which of them is asked, the server
 * tells by the host and the path of a request.
 */
public final class TestTenants implements AutoCloseable {
    private static final String DOCUMENT = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";
    private static final IssuerBehaviour NOT_FOUND = IssuerBehaviour.status(404);

    private final InstantSource clock;
    private final String scheme;
    private final HttpServer server;
    private final ConcurrentMap<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile IssuerBehaviour towardsStrangers = NOT_FOUND;

    private record Tenant(TokenKey key, String keysUrl) {}

    private TestTenants(String scheme, HttpServer server, InstantSource clock) {
        this.scheme = scheme;
        this.server = server;
        this.clock = clock;
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static TestTenants plain(InstantSource clock) throws IOException {
        return new TestTenants("http", HttpServer.create(anyPort(), 0), clock);
    }

    public static TestTenants encrypted(TestTls tls, InstantSource clock) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
        return new TestTenants("https", server, clock);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var url = scheme + "://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
            asked.add(url);
            var tenant = tenants.get(url.replaceFirst("(" + DOCUMENT + "|" + KEYS + ")$", ""));
            if (tenant == null) {
                towardsStrangers.answer(exchange, new byte[0]);
            } else {
                IssuerBehaviour.HONEST.answer(exchange, right(url, tenant).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String right(String url, Tenant tenant) {
        var document = Map.of(
                "issuer", url.replace(DOCUMENT, ""),
                "jwks_uri", tenant.keysUrl(),
                "id_token_signing_alg_values_supported", List.of("ES256"));
        var keys = Map.of("keys", List.of(tenant.key().jwk()));
        return JsonMapper.shared().writeValueAsString(url.endsWith(KEYS) ? keys : document);
    }

    /** Makes room for one more issuer. */
    public String admit(String url) {
        return admit(url, url + KEYS);
    }

    /** Makes room for one that says its keys are at this URL. */
    public String admit(String url, String keysUrl) {
        tenants.put(url, new Tenant(TokenKey.fresh("key of " + url, "ES256"), keysUrl));
        return url;
    }

    /** Answers so when asked for an issuer that it does not have, and not 404. */
    public void behaveTowardsStrangers(IssuerBehaviour behaviour) {
        towardsStrangers = behaviour;
    }

    /** An honest token of this issuer. */
    public String token(String url) {
        return token(url, url);
    }

    /** A token that claims to be of one issuer and is signed by another. */
    public String token(String url, String signer) {
        return TestToken.honest(tenants.get(signer).key(), url, clock.instant()).compact();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** The URLs it was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
