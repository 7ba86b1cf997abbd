/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A client of the first HTTP version in front of the whole server. */
class LegacyClientTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(InstantSource.system(), Crypto.fastest());
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder, Requests.trust(folder, issuer), log, InstantSource.system(), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        issuer.close();
    }

    @Test
    void getsACertificateForAKeyInDer() throws Exception {
        var answer = sign(issuer.token());

        assertThat(answer.statusCode()).isEqualTo(201);
        var leaf = AnswerFields.parse(text(answer));
        assertThat(leaf.getPublicKey().getEncoded()).isEqualTo(KEY.info().array());
        assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(1, ADDRESS));
        assertThat(text(answer)).endsWith(Requests.get(server, server.http("/api/v1/rootCert")));
        assertThat(log.submissions()).hasSize(1);
    }

    @Test
    void isRefusedInTheWordsOfTheSecondVersion() {
        var answer = sign(issuer.token(token -> token.claim("aud", "other")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Requests.json(answer).path("message").asString())
                .isEqualTo("There was an error processing the identity token");
        assertThat(Requests.reason(answer)).isEqualTo("TOKEN_AUDIENCE_WRONG");
    }

    @Test
    void isCountedUnderItsOwnServiceFromItsFirstRequestOn() {
        assertThat(metrics()).doesNotContain("v1beta");

        sign(issuer.token());

        // An answer is counted when it was sent.
        Requests.until(() -> metrics().contains("fulcio_api_latency_count{code=\"201\",method=\"post\"} 1"));
        assertThat(metrics())
                .contains(
                        "\nfulcio_new_certs 1\n",
                        "grpc_server_handled_total{grpc_code=\"OK\",grpc_method=\"CreateSigningCertificate\","
                                + "grpc_service=\"dev.sigstore.fulcio.v1beta.CA\",grpc_type=\"unary\"} 1",
                        "grpc_server_handled_total{grpc_code=\"OK\",grpc_method=\"CreateSigningCertificate\","
                                + "grpc_service=\"dev.sigstore.fulcio.v2.CA\",grpc_type=\"unary\"} 0");
    }

    private HttpResponse<byte[]> sign(String token) {
        var body = Map.of(
                "publicKey",
                        Map.of(
                                "algorithm",
                                "ecdsa",
                                "content",
                                base64(KEY.info().array())),
                "signedEmailAddress", base64(KEY.proof(ADDRESS).array()));
        return server.send(HttpRequest.newBuilder(server.http("/api/v1/signingCert"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                .build());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.US_ASCII);
    }

    private String metrics() {
        return Requests.get(server, server.admin("/metrics"));
    }
}
