/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.discovery.IssuerAddress;
import dev.bulla.ca.discovery.IssuerHttp;
import dev.bulla.ca.discovery.IssuerRoute;
import dev.bulla.ca.discovery.KeyHosts;
import dev.bulla.ca.discovery.OidcDiscovery;
import dev.bulla.ca.discovery.PlainHttp;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.token.VerifiedToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID Connect issuer with real keys, served over real HTTP on a port of this machine.
 *
 * <p>It is honest until told otherwise: {@link #token(UnaryOperator)} mints a token that is right in every way except for
 * what the test changes, and {@link #behave} makes its server slow, dead, huge or a liar.
 */
public final class TestIssuer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEYS = "/keys";

    private final InstantSource clock;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final Map<String, Object> document = new LinkedHashMap<>();
    private volatile TokenKey key;
    private volatile List<Map<String, Object>> published;
    private volatile IssuerBehaviour behaviour = IssuerBehaviour.HONEST;

    private TestIssuer(InstantSource clock, TokenKey key) {
        this.clock = clock;
        this.key = key;
        this.published = List.of(key.jwk());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.put("issuer", url());
        document.put("jwks_uri", url() + KEYS);
        document.put(
                "id_token_signing_alg_values_supported",
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"));
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** An issuer with an RSA key, by the clock of the machine. */
    public static TestIssuer started() {
        return startedAt(InstantSource.system());
    }

    public static TestIssuer startedAt(InstantSource clock) {
        return startedWith(TokenKey.fresh("key-1", "RS256"), clock);
    }

    public static TestIssuer startedWith(TokenKey key, InstantSource clock) {
        return new TestIssuer(clock, key);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(path);
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            behaviour.answer(exchange, right(path).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String right(String path) {
        return JSON.writeValueAsString(path.endsWith(KEYS) ? Map.of("keys", published) : document);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The key that signs what it mints now. */
    public TokenKey key() {
        return key;
    }

    /** An honest token. */
    public String token() {
        return token(honest -> honest);
    }

    public String token(UnaryOperator<TestToken> change) {
        return change.apply(TestToken.honest(key, url(), clock.instant())).compact();
    }

    /** Signs with this key from now on and publishes no other. */
    public void rotateTo(TokenKey next) {
        key = next;
        publish(List.of(next.jwk()));
    }

    /** Publishes exactly these keys, whatever they are. */
    public void publish(List<Map<String, Object>> keys) {
        published = List.copyOf(keys);
    }

    public void publish(TokenKey... keys) {
        publish(Arrays.stream(keys).map(TokenKey::jwk).toList());
    }

    /** Changes its discovery document, before anybody has asked for it. */
    public void announce(Consumer<Map<String, Object>> change) {
        change.accept(document);
    }

    public void behave(IssuerBehaviour next) {
        behaviour = next;
    }

    /** The paths that were asked for, in order. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    /** The headers of these requests, under names with capitals as in {@code User-agent}. */
    public List<Map<String, List<String>>> headers() {
        return new ArrayList<>(headers);
    }

    /** A verifier that trusts it, through real discovery. */
    public TokenVerifier verifier(Crypto crypto) {
        return new TokenVerifier(url(), TestToken.AUDIENCE, discovery(crypto), clock);
    }

    public OidcDiscovery discovery(Crypto crypto) {
        return new OidcDiscovery(
                IssuerAddress.of(url(), PlainHttp.LOOPBACK, KeyHosts.ANY),
                IssuerHttp.by(IssuerRoute.USUAL, Map.of()),
                new KeySetReader(crypto),
                TestTerms.with(new Cores(Runtime.getRuntime().availableProcessors()), clock));
    }

    /** A token it minted, parsed and verified: the only way to have one. */
    public VerifiedToken verified(UnaryOperator<TestToken> change) {
        return verifier(Crypto.fastest()).verify(UnverifiedToken.parse(token(change)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
