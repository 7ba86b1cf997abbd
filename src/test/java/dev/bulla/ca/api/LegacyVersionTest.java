/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first version of the protocol over HTTP, as its clients still use it. */
class LegacyVersionTest {
    private static final String KEY = "{\"publicKey\":{\"content\":\"MAA=\"},\"signedEmailAddress\":\"AA\"}";
    private static final String NO_KEY = "The public key supplied in the request could not be parsed";

    private final RunningApi api = RunningApi.usual();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void answersWithTheChainInPemFromLeafToRootAndNoNewlineAtTheEnd() throws CertificateException {
        var answer = sign(KEY, "Authorization", "Bearer a.b.c");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pem-certificate-chain");
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.body())
                .matches("(-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n?){3}")
                .endsWith("\n" + String.join("\n", api.ca.authority().chain().pem()));
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.US_ASCII))))
                .hasSize(3);
    }

    @Test
    void thePromiseOfTheLogIsInTheCertificateAndInNoHeader() {
        assertThat(sign(KEY).headers().firstValue("SCT")).isEmpty();

        api.ca.withoutLog();

        var unlogged = sign(KEY);
        assertThat(unlogged.statusCode()).isEqualTo(201);
        assertThat(unlogged.headers().firstValue("SCT")).isEmpty();
    }

    @Test
    void handsOverTokenKeyAndProof() {
        sign(KEY, "Authorization", "Bearer a.b.c", "X-Request-Id", "mine-17");

        var key = new KeyClaim.SignedChallenge(Bytes.of(new byte[] {0x30, 0}), Bytes.of(new byte[1]));
        assertThat(api.ca.asked()).isEqualTo(new IssuanceRequest("mine-17", "a.b.c", key));
    }

    @Test
    void aSigningRequestGoesBeforeAKey() {
        sign("{\"publicKey\":{\"content\":\"AA\"},\"certificateSigningRequest\":\"LS0t\"}");

        assertThat(api.ca.asked().key()).isEqualTo(new KeyClaim.Csr(Bytes.utf8("---")));
    }

    @Test
    void aTokenInTheMessageIsNotRead() {
        sign("{\"credentials\":{\"oidcIdentityToken\":\"a.b.c\"},\"publicKey\":{}}");

        assertThat(api.ca.asked().token()).isEmpty();
    }

    @Test
    void neitherKeyNorSigningRequestIsRefusedBeforeAnybodyLooksAtTheToken() {
        var answer = sign("{}", "X-Request-Id", "mine");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"" + NO_KEY + "\",\"details\":[]}");
        assertThat(api.ca.wasAsked()).isFalse();
        assertThat(api.turnedAway).containsExactly("mine KEY_UNREADABLE");
    }

    @Test
    void givesTheCertificatesOfTheChainWithAnEmptyLineBetweenThem() {
        var answer = api.get("/api/v1/rootCert");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pem-certificate-chain");
        assertThat(answer.body())
                .isEqualTo(String.join("\n\n", api.ca.authority().chain().pem()));
    }

    @Test
    void countsAsAServiceOfItsOwnThatGrpcDoesNotOffer() {
        sign(KEY);
        api.get("/api/v1/rootCert");

        assertThat(api.started)
                .containsExactly(Operation.LEGACY_CREATE_SIGNING_CERTIFICATE, Operation.LEGACY_GET_ROOT_CERTIFICATE)
                .allMatch(Operation::legacy)
                .allMatch(operation -> operation.service().equals("dev.sigstore.fulcio.v1beta.CA"))
                .allMatch(operation -> Operation.named(operation.fullName()).isEmpty());
        assertThat(api.answered().outcome().httpStatus()).isEqualTo(201);
    }

    @Test
    void otherMethodsAndPathsAreNotOffered() throws IOException {
        try (var raw = api.raw()) {
            assertThat(raw.ask("GET /api/v1/signingCert HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(501);
            assertThat(raw.ask("POST /api/v1/rootCert HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .status())
                    .isEqualTo(501);
            assertThat(raw.ask("GET /api/v1/rootCert/ HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> sign(String body, String... headers) {
        return api.send(api.request("/api/v1/signingCert", headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
