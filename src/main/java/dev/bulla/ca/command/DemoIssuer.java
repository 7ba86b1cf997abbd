/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.crypto.Crypto;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** A build system on this machine whose tokens say what those of GitHub Actions say. Whoever asks gets one. */
final class DemoIssuer implements AutoCloseable {
    private static final Crypto CRYPTO = Crypto.bouncyCastle();
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String KEY_NAME = "demo";
    private static final int COORDINATE = 32;

    /** Of a build of a repository that nobody has. */
    private static final Map<String, String> BUILD = Map.ofEntries(
            Map.entry("sub", "repo:example/rocket:ref:refs/heads/main"),
            Map.entry("repository", "example/rocket"),
            Map.entry("repository_id", "1001"),
            Map.entry("repository_owner", "example"),
            Map.entry("repository_owner_id", "1000"),
            Map.entry("repository_visibility", "private"),
            Map.entry("ref", "refs/heads/main"),
            Map.entry("sha", "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"),
            Map.entry("event_name", "push"),
            Map.entry("workflow", "release"),
            Map.entry("workflow_ref", "example/rocket/.github/workflows/release.yml@refs/heads/main"),
            Map.entry("workflow_sha", "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"),
            Map.entry("job_workflow_ref", "example/rocket/.github/workflows/release.yml@refs/heads/main"),
            Map.entry("job_workflow_sha", "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"),
            Map.entry("runner_environment", "github-hosted"),
            Map.entry("run_id", "7"),
            Map.entry("run_attempt", "1"));

    private static final String TRUST = """
            oidc-issuers:
              %1$s:
                issuer-url: %1$s
                client-id: sigstore
                type: ci-provider
                ci-provider: demo-workflow
            ci-issuer-metadata:
              demo-workflow:
                default-template-values:
                  url: https://github.com
                extension-templates:
                  build-signer-uri: '{{ .url }}/{{ .job_workflow_ref }}'
                  build-signer-digest: job_workflow_sha
                  runner-environment: runner_environment
                  source-repository-uri: '{{ .url }}/{{ .repository }}'
                  source-repository-digest: sha
                  source-repository-ref: ref
                  source-repository-identifier: repository_id
                  source-repository-owner-uri: '{{ .url }}/{{ .repository_owner }}'
                  source-repository-owner-identifier: repository_owner_id
                  build-config-uri: '{{ .url }}/{{ .workflow_ref }}'
                  build-config-digest: workflow_sha
                  build-trigger: event_name
                  run-invocation-uri: '{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}'
                  source-repository-visibility-at-signing: repository_visibility
                subject-alternative-name-template: '{{ .url }}/{{ .job_workflow_ref }}'
            """;

    private final HttpServer server;
    private final InstantSource clock;
    private final KeyPair keys;

    private DemoIssuer(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.keys = fresh();
    }

    /** Starts answering on a port of the loopback address; 0 means any that is free. */
    static DemoIssuer start(int port, InstantSource clock) throws IOException {
        var issuer = new DemoIssuer(
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0), clock);
        issuer.answer("/.well-known/openid-configuration", "application/json", issuer::description);
        issuer.answer("/keys", "application/json", issuer::keySet);
        issuer.answer("/token", "text/plain", () -> issuer.token().getBytes(StandardCharsets.US_ASCII));
        issuer.server.start();
        return issuer;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The configuration of an authority that trusts this issuer and nobody else. */
    String trust() {
        return TRUST.formatted(url());
    }

    String token() {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>(BUILD);
        claims.put("iss", url());
        claims.put("aud", "sigstore");
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        var header = Map.of("alg", "ES256", "kid", KEY_NAME, "typ", "JWT");
        var signed = base64url(json(header)) + "." + base64url(json(claims));
        return signed + "." + base64url(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] description() {
        return json(Map.of(
                "issuer", url(),
                "jwks_uri", url() + "/keys",
                "id_token_signing_alg_values_supported", List.of("ES256")));
    }

    private byte[] keySet() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "alg", "ES256",
                "use", "sig",
                "kid", KEY_NAME,
                "x", base64url(coordinate(point.getAffineX())),
                "y", base64url(coordinate(point.getAffineY())));
        return json(Map.of("keys", List.of(key)));
    }

    private byte[] sign(byte[] content) {
        try {
            var signature = CRYPTO.signature("SHA256withPLAIN-ECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    private static KeyPair fresh() {
        try {
            var generator = CRYPTO.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is everywhere", e);
        }
    }

    private void answer(String path, String type, Supplier<byte[]> body) {
        server.createContext(path, exchange -> send(exchange, type, body.get()));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] coordinate(BigInteger value) {
        var bytes = new byte[COORDINATE];
        var written = value.toByteArray();
        var length = Math.min(written.length, COORDINATE);
        System.arraycopy(written, written.length - length, bytes, COORDINATE - length, length);
        return bytes;
    }

    private static byte[] json(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
