/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A certificate authority that is made when the container starts and forgotten when it stops, its keys, its log and its timestamps with
 * it. It trusts one issuer, whose tokens the test makes.
 *
 * <pre>{@code
 * try (var bulla = new BullaContainer("bulla:latest")) {
 *     bulla.start();
 *     var token = bulla.issuer().token("ada@example.com");
 *     // sign at bulla.url() with that token, verify with bulla.trustedRoot()
 * }
 * }</pre>
 */
public final class BullaContainer extends GenericContainer<BullaContainer> {
    private static final int HTTP = 5555;
    private static final int GRPC = 5554;
    private static final int ADMIN = 2112;
    private static final String FOLDER = "/etc/bulla-test/";

    /** Where clients reach the server is known when it has started, and it wants to know before. */
    private static final String FAR_AWAY = "https://bulla.invalid";

    private final TokenIssuer issuer = TokenIssuer.at("https://issuer.bulla.invalid");

    /** @param image such as {@code bulla:latest}, or with a registry and a digest */
    public BullaContainer(String image) {
        super(DockerImageName.parse(image));
        withExposedPorts(HTTP, GRPC, ADMIN);
        withCopyToContainer(Transferable.of(issuer.keySet()), FOLDER + "keys.json");
        withIssuers("""
                oidc-issuers:
                  %1$s:
                    issuer-url: %1$s
                    client-id: sigstore
                    type: email
                    jwks-file: %2$s
                """.formatted(issuer.url(), keysOfIssuer()));
        withCommand(
                "serve",
                "--ca=ephemeralca",
                "--tsa=ephemeral",
                "--config-path=" + FOLDER + "issuers.yaml",
                "--port=" + HTTP,
                "--grpc-port=" + GRPC,
                "--metrics-port=" + ADMIN,
                "--public-url=" + FAR_AWAY);
        waitingFor(Answering.at(ADMIN, "/readyz"));
    }

    /** Another issuer configuration, instead of verified addresses of {@link #issuer()}. */
    public BullaContainer withIssuers(String yaml) {
        return withCopyToContainer(Transferable.of(yaml), FOLDER + "issuers.yaml");
    }

    /** The {@code jwks-file} of {@link #issuer()}, for an issuer configuration. */
    public static String keysOfIssuer() {
        return FOLDER + "keys.json";
    }

    /** Who says whom the authority talks to. */
    public TokenIssuer issuer() {
        return issuer;
    }

    /** Where it answers HTTP. */
    public String url() {
        return url(HTTP);
    }

    /** Where timestamps are made (RFC 3161). */
    public String timestampUrl() {
        return url() + "/api/v1/timestamp";
    }

    /** The port on {@link #getHost()} where it answers gRPC, without TLS. */
    public int grpcPort() {
        return getMappedPort(GRPC);
    }

    /** Where metrics and probes are. */
    public String adminUrl() {
        return url(ADMIN);
    }

    private String url(int port) {
        return "http://" + getHost() + ":" + getMappedPort(port);
    }

    /** What its signatures are verified with: a trusted root of Sigstore, in JSON. */
    public String trustedRoot() {
        return trust("trusted_root.json");
    }

    /** Where a client finds its services: a signing configuration of Sigstore (version 0.2), in JSON. */
    public String signingConfig() {
        return trust("signing_config.v0.2.json");
    }

    private String trust(String name) {
        var page = URI.create(url() + "/trust/" + name);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().replace(FAR_AWAY, url());
        } catch (IOException e) {
            throw new UncheckedIOException(page + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for " + page, e);
        }
    }
}
