/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What those who ask for timestamps are answered over HTTP. */
class StampingSiteTest {
    private static final String DER = "application/timestamp-query";
    private static final String JSON = "application/json";

    private final RunningStamps running = new RunningStamps(1);

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/timestamp-query",
                "Application/Timestamp-Query",
                "application/timestamp-query; charset=binary",
                "application/timestamp-query ;q=1"
            })
    void answersAQueryInDerWhateverParametersItsTypeHas(String type) throws Exception {
        var request = new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, new byte[32]);

        var answer = running.post(type, request.getEncoded());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/timestamp-reply");
        new TimeStampResponse(answer.body()).validate(request);
        assertThat(running.told.take()).isEqualTo("r1 POST timestamp 200 granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "APPLICATION/JSON"})
    void answersTheSameQueryInJsonInTheSameForm(String type) throws Exception {
        var answer = running.post(type, json("sha256", 32));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/timestamp-reply");
        assertThat(new TimeStampResponse(answer.body())
                        .getTimeStampToken()
                        .getTimeStampInfo()
                        .getMessageImprintDigest())
                .isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/octet-stream", "json", ";", "application/timestamp-reply"})
    void refusesWhatIsOfNoTypeThatQueriesHave(String type) throws Exception {
        var answer = running.post(type, json("sha256", 32));

        expectError(answer, 415, "send application/timestamp-query or application/json");
        assertThat(running.told.take()).isEqualTo("r1 POST timestamp 415 unknown-type");
    }

    @Test
    void refusesWhatSaysNoTypeAtAll() {
        var answer = running.send(running.request("").POST(BodyPublishers.ofByteArray(json("sha256", 32))));

        expectError(answer, 415, "send application/timestamp-query or application/json");
    }

    @ParameterizedTest
    @CsvSource({"sha1,20,use SHA-256", "sha256,20,the digest has 20 bytes"})
    void refusesWhatItDoesNotStampAndSaysWhatItDoes(String hash, int length, String told) {
        expectError(running.post(JSON, json(hash, length)), 400, told);
    }

    @Test
    void refusesGarbageInBothForms() throws Exception {
        expectError(running.post(DER, "garbage".getBytes(StandardCharsets.US_ASCII)), 400, "no TimeStampReq");
        expectError(running.post(JSON, "garbage".getBytes(StandardCharsets.US_ASCII)), 400, "no JSON");
        expectError(running.post(DER, new byte[0]), 400, "no TimeStampReq");
        assertThat(running.told.take()).isEqualTo("r1 POST timestamp 400 malformed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 100_000})
    void refusesABodyThatIsTooLongForAQueryAndServesTheNextOfTheConnection(int length) {
        var body = Arrays.copyOf(json("sha256", 32), length);
        Arrays.fill(body, 100, length, (byte) ' ');

        expectError(running.post(JSON, body), 400, "longer than 1024 bytes");
        assertThat(running.post(JSON, json("sha256", 32)).statusCode()).isEqualTo(200);
    }

    @Test
    void takesABodyOfExactlyTheLargestSize() {
        var query = json("sha256", 32);
        var body = Arrays.copyOf(query, 1024);
        Arrays.fill(body, query.length, 1024, (byte) ' ');

        assertThat(running.post(JSON, body).statusCode()).isEqualTo(200);
    }

    @Test
    void showsItsChainToBeVerifiedWith() throws Exception {
        var answer = running.send(running.request("/certchain").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pem-certificate-chain");
        assertThat(new String(answer.body(), StandardCharsets.US_ASCII))
                .isEqualTo(String.join("", running.chain().pem()));
        assertThat(running.told.take()).isEqualTo("r1 GET certchain 200 shown");
        assertThat(running.send(running.request("/certchain").HEAD()).body()).isEmpty();
    }

    @Test
    void saysWhichMethodsThereAre() {
        var read = running.send(running.request("").GET());
        var written = running.send(running.request("/certchain").DELETE());

        expectError(read, 405, "only POST");
        assertThat(read.headers().firstValue("Allow")).hasValue("POST");
        expectError(written, 405, "only GET");
        assertThat(written.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void saysWhatThereIsBelowItsPathAndLeavesTheRestToOthers() {
        expectError(running.send(running.request("/other").GET()), 404, "/api/v1/timestamp/certchain");
        assertThat(running.send(running.request("s").GET()).statusCode()).isEqualTo(418);
    }

    @Test
    void asksOneTooManyToComeBackAndServesItThen() throws Exception {
        // given
        var signing = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        running.beforeSigning = () -> {
            signing.countDown();
            await(mayGoOn);
        };
        try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
            var inside = client.submit(() -> running.post(JSON, json("sha256", 32)));
            signing.await();

            // when
            var outside = running.post(JSON, json("sha256", 32));

            // then
            expectError(outside, 429, "come back");
            assertThat(outside.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(running.told.take()).isEqualTo("r1 POST timestamp 429 overloaded");
            mayGoOn.countDown();
            assertThat(inside.get().statusCode()).isEqualTo(200);
            assertThat(running.post(JSON, json("sha256", 32)).statusCode()).isEqualTo(200);
        } finally {
            mayGoOn.countDown();
        }
    }

    @Test
    void saysOfAFailureNothingButWhomToTell() throws Exception {
        running.key.lie();

        var answer = running.post(JSON, json("sha256", 32));

        expectError(answer, 500, "give the operator the id of this request, r1");
        assertThat(running.told.take())
                .isEqualTo("r1 POST timestamp 500 failed"
                        + " the signature of a timestamp does not verify with the authority's public key");
        assertThat(running.walks.inside()).isZero();
    }

    private static void expectError(HttpResponse<byte[]> answer, int status, String told) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("r1");
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        assertThat(json.propertyNames()).containsExactly("code", "message");
        assertThat(json.path("code").asInt()).isEqualTo(status);
        assertThat(json.path("message").asString()).contains(told);
    }

    private static byte[] json(String hash, int length) {
        return "{\"artifactHash\":\"%s\",\"hashAlgorithm\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(new byte[length]), hash)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
