/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpSigningTest {
    private static final String KEY =
            "{\"publicKeyRequest\":{\"publicKey\":{\"content\":\"k\"},\"proofOfPossession\":\"AA\"}}";
    private static final String POST = "POST /api/v2/signingCert HTTP/1.1\r\nHost: x\r\n";
    private static final int LARGEST = 4_194_304;

    private final RunningApi api = RunningApi.usual();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void answersWithTheChainFromLeafToRootAndNoNewlineAtAnyEnd() throws CertificateException {
        var answer = api.sign(KEY, "Authorization", "Bearer a.b.c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"signedCertificateEmbeddedSct\":{\"chain\":{\"certificates\":[");
        var json = RunningApi.json(answer.body());
        assertThat(json.propertyNames()).containsExactly("signedCertificateEmbeddedSct");
        var pems = certificates(json.get("signedCertificateEmbeddedSct"));
        assertThat(pems).hasSize(3).allMatch(pem -> pem.equals(pem.strip()));
        assertThat(pems.subList(1, 3)).isEqualTo(api.ca.authority().chain().pem());
        assertThat(certificate(pems.getFirst()).getIssuerX500Principal())
                .isEqualTo(certificate(pems.get(1)).getSubjectX500Principal());
    }

    @Test
    void answersInTheDetachedFormWithoutATimestampWhereThereIsNoLog() {
        api.ca.withoutLog();

        var json = RunningApi.json(api.sign(KEY).body());

        assertThat(json.propertyNames()).containsExactly("signedCertificateDetachedSct");
        var detached = json.get("signedCertificateDetachedSct");
        assertThat(detached.propertyNames()).containsExactly("chain", "signedCertificateTimestamp");
        assertThat(certificates(detached)).hasSize(3);
        assertThat(detached.get("signedCertificateTimestamp").stringValue()).isEmpty();
    }

    @Test
    void handsOverTokenKeyAndProof() {
        api.sign(KEY, "Authorization", "Bearer a.b.c", "X-Request-Id", "mine-17");

        var key = new KeyClaim.SignedChallenge(Bytes.utf8("k"), Bytes.of(new byte[1]));
        assertThat(api.ca.asked()).isEqualTo(new IssuanceRequest("mine-17", "a.b.c", key));
    }

    @Test
    void handsOverASigningRequest() {
        api.sign("{\"certificateSigningRequest\":\"LS0t\"}");

        assertThat(api.ca.asked().key()).isEqualTo(new KeyClaim.Csr(Bytes.utf8("---")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"certificateSigningRequest\":\"\"}", "{\"publicKeyRequest\":{}}"})
    void anEmptyRequestIsOneForAnEmptyKey(String body) {
        api.sign(body);

        var empty = Bytes.of(new byte[0]);
        assertThat(api.ca.asked().key()).isEqualTo(new KeyClaim.SignedChallenge(empty, empty));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bearer a.b.c | a.b.c",
                "a.b.c | a.b.c",
                "bearer a.b.c | bearer a.b.c",
                "BEARER a.b.c | BEARER a.b.c",
                "\"Bearer  a.b.c\" | \" a.b.c\"",
                "Bearer Bearer a.b.c | Bearer a.b.c",
                "a.Bearer b.c | a.b.c",
                "Basic eA== | Basic eA==",
                "Bearer | Bearer"
            })
    void takesTheFirstBearerOutOfTheAuthorizationHeader(String header, String token) {
        api.sign(KEY, "Authorization", header);

        assertThat(api.ca.asked().token()).isEqualTo(token);
    }

    @Test
    void aRequestWithoutATokenHasAnEmptyOne() {
        api.sign(KEY);

        assertThat(api.ca.asked().token()).isEmpty();
    }

    @Test
    void theTokenOfTheBodyWinsAndKeepsItsBearer() {
        api.sign("{\"credentials\":{\"oidcIdentityToken\":\"Bearer bad\"}}", "Authorization", "Bearer good");

        assertThat(api.ca.asked().token()).isEqualTo("Bearer bad");
    }

    @Test
    void anEmptyTokenInTheBodyLeavesTheHeader() {
        api.sign("{\"credentials\":{\"oidcIdentityToken\":\"\"}}", "Authorization", "Bearer good");

        assertThat(api.ca.asked().token()).isEqualTo("good");
    }

    @Test
    void onlyTheFirstAuthorizationHeaderCounts() throws IOException {
        try (var raw = api.raw()) {
            raw.ask(POST + "authorization: Bearer one\r\n"
                    + "Authorization: Bearer two\r\nContent-Length: 2\r\n\r\n{}");
        }

        assertThat(api.ca.asked().token()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: nonsense",
                "Accept: application/pem-certificate-chain",
                "Accept: image/png",
                "Accept-Encoding: gzip",
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "TE: trailers",
                "X-HTTP-Method-Override: GET"
            })
    void headersAboutTheContentChangeNothing(String header) throws IOException {
        try (var raw = api.raw()) {
            var answer = raw.ask(POST + header + "\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKey("content-encoding");
        }
    }

    @Test
    void aCompressedBodyIsNotJson() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(KEY.getBytes(StandardCharsets.UTF_8));
        }

        var answer = api.send(api.request("/api/v2/signingCert", "Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed.toByteArray()))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningApi.json(answer.body()).get("code").intValue()).isEqualTo(3);
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void aBodyInChunksIsReadAsOne() throws IOException {
        try (var raw = api.raw()) {
            var answer = raw.ask(POST + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatExpectsToBeToldToContinueIsTold() throws IOException {
        try (var raw = api.raw()) {
            var goOn = raw.ask(POST + "Expect: 100-continue\r\n" + "Content-Length: 2\r\n\r\n");

            assertThat(goOn.status()).isEqualTo(100);
            assertThat(raw.ask("{}").status()).isEqualTo(200);
        }
    }

    @Test
    void takesABodyOfFourMebibytesToTheByte() {
        var body = " ".repeat(LARGEST - 2) + "{}";

        assertThat(api.sign(body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGEST + 1, LARGEST + 200_000, LARGEST + 300_000, 3 * LARGEST})
    void refusesAMessageThatIsLonger(int length) {
        var answer = api.sign((" ".repeat(length - 2) + "{}").getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":3,\"message\":\"http: request body too large\",\"details\":[]}");
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void refusesALongerMessageInChunks() {
        var body = (" ".repeat(LARGEST - 1) + "{}").getBytes(StandardCharsets.US_ASCII);

        var answer = api.send(api.request("/api/v2/signingCert")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());

        assertThat(answer.body()).contains("http: request body too large");
    }

    @Test
    void doesNotCountALittleThatComesBehindTheMessage() throws IOException {
        try (var raw = api.raw()) {
            var answer = raw.send(POST + "Content-Length: " + (LARGEST + 1000) + "\r\n\r\n{}")
                    .ask(" ".repeat(LARGEST + 998));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(raw.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAnnouncementOfTooMuchIsRefusedBeforeTheBodyIsSent() throws IOException {
        try (var raw = api.raw()) {
            var answer = raw.ask(POST + "Expect: 100-continue\r\n" + "Content-Length: 99999999\r\n\r\n");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("http: request body too large");
            assertThat(raw.rest()).isEmpty();
        }
    }

    @Test
    void malformedJsonIsRefusedBeforeAnybodyLooksAtTheToken() {
        var answer = api.sign(
                "{\"publicKeyRequest\":{},\"certificateSigningRequest\":\"AA\"}", "Authorization", "Bearer bad");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningApi.json(answer.body()).get("message").stringValue())
                .contains("oneof dev.sigstore.fulcio.v2.CreateSigningCertificateRequest.key is already set");
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsABadRequestExceptFive(Refusal refusal) {
        api.ca.throwing(new RefusedException(refusal, "for the operator only"));

        var answer = api.sign(KEY);

        var expected = switch (refusal.name()) {
            case "OVERLOADED", "QUOTA_EXCEEDED" -> "429 8";
            case "IDENTITY_NOT_ALLOWED" -> "403 7";
            case "REQUEST_TOO_SLOW", "DEADLINE_PASSED" -> "504 4";
            default -> "400 3";
        };
        var json = RunningApi.json(answer.body());
        assertThat(answer.statusCode() + " " + json.get("code")).isEqualTo(expected);
        assertThat(json.propertyNames()).containsExactly("code", "message", "details");
        assertThat(json.get("message").stringValue()).isEqualTo(refusal.sentence());
        assertThat(json.get("details")).isEmpty();
    }

    @Test
    void aRefusalMaySayMore() {
        api.ca.throwing(RefusedException.saying(Refusal.ALGORITHM_NOT_PERMITTED, "not permitted: <\"\u00e9\\\n\u0001"));

        var answer = api.sign(KEY);

        assertThat(answer.body())
                .isEqualTo("{\"code\":3,\"message\":\"not permitted: <\\\"\u00e9\\\\\\n\\u0001\",\"details\":[]}");
    }

    @Test
    void aBackendThatCannotBeReachedIsWorthAnotherTry() {
        api.ca.throwing(new UnavailableException(Backend.LOG, "log.internal:8080 refused", null));

        var answer = api.sign(KEY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body())
                .isEqualTo("{\"code\":14,\"message\":\"Error entering certificate in CTL\",\"details\":[]}");
    }

    @Test
    void aBackendThatAnswersNonsenseIsOurFault() {
        api.ca.throwing(new FailedException(Backend.SIGNER, "the key is gone"));

        var answer = api.sign(KEY);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"code\":13,\"message\":\"error communicating with CA backend\",\"details\":[]}");
    }

    @Test
    void aBugIsToldToTheOperatorAndNotToTheRequester() {
        var bug = new IllegalStateException("secret");
        api.ca.throwing(bug);

        var answer = api.sign(KEY);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("{\"code\":13,\"message\":\"The request could not be processed\",\"details\":[]}");
        assertThat(api.answered().outcome().bug()).contains(bug);
    }

    @Test
    void anErrorOfTheMachineIsAnsweredAsABug() {
        api.ca.throwing(new StackOverflowError("secret"));

        assertThat(api.sign(KEY).statusCode()).isEqualTo(500);
        assertThat(api.sign(KEY).body()).doesNotContain("secret");
    }

    private static List<String> certificates(JsonNode answer) {
        return answer.get("chain")
                .get("certificates")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
