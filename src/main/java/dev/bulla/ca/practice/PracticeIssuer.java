/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** A build system and a directory of people on this machine, whose tokens an authority can be told to trust. */
public final class PracticeIssuer implements AutoCloseable {
    /** An hour and a half, since tokens are made long before a measurement uses them. */
    private static final Duration LIFETIME = Duration.ofMinutes(90);

    private static final PracticeRequester BUILD = new PracticeRequester.Build("refs/heads/main");

    private static final String TRUST = """
            oidc-issuers:
              %1$s:
                issuer-url: %1$s
                client-id: sigstore
                type: ci-provider
                ci-provider: practice-workflow
              %1$s%2$s:
                issuer-url: %1$s%2$s
                client-id: sigstore
                type: email
            ci-issuer-metadata:
              practice-workflow:
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
    private final PracticeKey key;
    private final InstantSource clock;

    private PracticeIssuer(HttpServer server, PracticeKey key, InstantSource clock) {
        this.server = server;
        this.key = key;
        this.clock = clock;
    }

    /** Starts answering on a port of the loopback address; 0 means any that is free. */
    public static PracticeIssuer start(int port, PracticeKey key, InstantSource clock) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        var issuer = new PracticeIssuer(HttpServer.create(address, 0), key, clock);
        issuer.describe("");
        issuer.describe(PracticeRequester.Person.PATH);
        issuer.answer("/token", "text/plain", () -> issuer.token(BUILD).getBytes(StandardCharsets.US_ASCII));
        issuer.server.start();
        return issuer;
    }

    private void describe(String path) {
        answer(path + "/.well-known/openid-configuration", "application/json", () -> description(url() + path));
        answer(path + "/keys", "application/json", () -> json(Map.of("keys", List.of(key.published()))));
    }

    public String url() {
        return url(server.getAddress().getPort());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** The configuration of an authority that trusts this issuer and nobody else. */
    public String trust() {
        return trust(server.getAddress().getPort());
    }

    /** The same for an issuer that is to answer on this port. */
    public static String trust(int port) {
        return TRUST.formatted(url(port), PracticeRequester.Person.PATH);
    }

    /** The token of a run of a build of the main branch. */
    public String token() {
        return token(BUILD);
    }

    public String token(PracticeRequester requester) {
        var issuer = url() + requester.path();
        var now = clock.instant();
        var claims = new HashMap<>(requester.claims());
        claims.put("iss", issuer);
        claims.put("aud", "sigstore");
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        var header = Map.of("alg", "RS256", "kid", key.name(), "typ", "JWT");
        var signed = PracticeKey.base64url(json(header)) + "." + PracticeKey.base64url(json(claims));
        var signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + PracticeKey.base64url(signature);
    }

    private static byte[] description(String issuer) {
        return json(Map.of(
                "issuer",
                issuer,
                "jwks_uri",
                issuer + "/keys",
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
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

    private static byte[] json(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
