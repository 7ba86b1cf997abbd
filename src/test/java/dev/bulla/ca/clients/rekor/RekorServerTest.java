/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ctlog.NotedHead;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients of Rekor's second version rely on. */
class RekorServerTest {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final TlsPki PKI = new TlsPki("rekor");
    private static final KeyPair KEYS = KeyKind.P256.generate(CRYPTO);
    private static final TestKey SIGNER = TestKeys.p256();
    private static final String KEY = base64(SIGNER.info().array());
    private static final String VERIFIER =
            "{\"publicKey\":{\"rawBytes\":\"" + KEY + "\"},\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\"}";

    private final HttpClient client =
            HttpClient.newBuilder().sslContext(PKI.clientContext()).build();
    private RekorServer server;

    @BeforeEach
    void start() {
        server = start(Envelopes.AS_ENVELOPES);
    }

    private static RekorServer start(Envelopes envelopes) {
        return RekorServer.start(PKI.serverContext(PKI.server()), KEYS, envelopes, CRYPTO.complete());
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.url().resolve("/api/v2/log/entries"))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.url().resolve("/api/v2/" + path)).build();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String hashed(String digest, String signature) {
        return "{\"hashedRekordRequestV002\":{\"digest\":\"%s\",\"signature\":{\"content\":\"%s\",\"verifier\":%s}}}"
                .formatted(digest, signature, VERIFIER);
    }

    private static String hashed(String artifact) {
        return hashed(
                base64(sha256(utf8(artifact))), base64(SIGNER.proof(artifact).array()));
    }

    private static String envelope(String payload, String type) {
        var signed = "DSSEv1 %d %s %d %s".formatted(type.length(), type, payload.length(), payload);
        return "{\"dsseRequestV002\":{\"envelope\":{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[{\"sig\":\"%s\",\"keyid\":\"\"}]},\"verifiers\":[%s]}}"
                .formatted(
                        base64(utf8(payload)), type, base64(SIGNER.proof(signed).array()), VERIFIER);
    }

    private static NotedHead.Signer log() {
        return new NotedHead.Signer() {
            @Override
            public int keyId() {
                return ByteBuffer.wrap(sha256(KEYS.getPublic().getEncoded())).getInt();
            }

            @Override
            public boolean isCalled(String name) {
                return name.equals("localhost");
            }

            @Override
            public boolean signed(byte[] text, byte[] signature) {
                try {
                    var verification = Signature.getInstance("SHA256withECDSA");
                    verification.initVerify(KEYS.getPublic());
                    verification.update(text);
                    return verification.verify(signature);
                } catch (GeneralSecurityException e) {
                    return false;
                }
            }
        };
    }

    private static void assertIncluded(JsonNode entry) {
        var proof = entry.path("inclusionProof");
        var note = utf8(proof.path("checkpoint").path("envelope").asString());
        var head = NotedHead.of(note, log(), CRYPTO.complete());
        var index = Long.parseLong(entry.path("logIndex").asString());

        assertThat(head.origin()).isEqualTo("localhost");
        assertThat(head.size())
                .isGreaterThan(index)
                .isEqualTo(proof.path("treeSize").asLong());
        assertThat(head.root()).isEqualTo(proof.path("rootHash").binaryValue());
        var path = proof.path("hashes").valueStream().map(JsonNode::binaryValue).toList();
        head.verifyInclusion(entry.path("canonicalizedBody").binaryValue(), index, path);
    }

    @Test
    void anEntryIsRecordedInCanonicalBytesAndProven() throws Exception {
        for (var i = 1; i <= 9; i++) {
            var answer = post(hashed("artifact " + i));

            assertThat(answer.statusCode()).isEqualTo(201);
            var entry = json(answer);
            assertThat(entry.path("logIndex").asString()).isEqualTo(Integer.toString(i));
            assertThat(entry.path("integratedTime").asString()).isEqualTo("0");
            assertThat(entry.path("inclusionPromise").isNull()).isTrue();
            assertThat(entry.path("logId").path("keyId").binaryValue())
                    .isEqualTo(sha256(KEYS.getPublic().getEncoded()));
            assertIncluded(entry);
        }
        var asked = hashed("one more");
        var signature = JsonMapper.shared().readTree(asked).findValue("content").asString();
        assertThat(new String(json(post(asked)).path("canonicalizedBody").binaryValue(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\",\"spec\":{\"hashedRekordV002\":{\"data\":"
                                + "{\"algorithm\":\"SHA2_256\",\"digest\":\"" + base64(sha256(utf8("one more")))
                                + "\"},"
                                + "\"signature\":{\"content\":\"" + signature + "\",\"verifier\":{\"keyDetails\":"
                                + "\"PKIX_ECDSA_P256_SHA_256\",\"publicKey\":{\"rawBytes\":\"" + KEY + "\"}}}}}}");
    }

    @Test
    void anEnvelopeIsRecordedAsItIsOrAsADigest() throws Exception {
        var asked = envelope("{}", "application/vnd.in-toto+json");
        var entry = json(post(asked));
        assertIncluded(entry);
        assertThat(entry.path("kindVersion").path("kind").asString()).isEqualTo("dsse");
        var signature = JsonMapper.shared().readTree(asked).findValue("sig").asString();
        assertThat(new String(entry.path("canonicalizedBody").binaryValue(), StandardCharsets.UTF_8))
                .isEqualTo("{\"apiVersion\":\"0.0.2\",\"kind\":\"dsse\",\"spec\":{\"dsseV002\":{\"payloadHash\":"
                        + "{\"algorithm\":\"SHA2_256\",\"digest\":\"" + base64(sha256(utf8("{}"))) + "\"},"
                        + "\"signatures\":[{\"content\":\"" + signature + "\",\"verifier\":{\"keyDetails\":"
                        + "\"PKIX_ECDSA_P256_SHA_256\",\"publicKey\":{\"rawBytes\":\"" + KEY + "\"}}}]}}}");

        server.close();
        server = start(Envelopes.AS_DIGESTS);
        var digest = json(post(asked));
        assertThat(digest.path("kindVersion").path("kind").asString()).isEqualTo("hashedrekord");
        var signed = utf8("DSSEv1 28 application/vnd.in-toto+json 2 {}");
        assertThat(new String(digest.path("canonicalizedBody").binaryValue(), StandardCharsets.UTF_8))
                .contains("\"digest\":\"" + base64(sha256(signed)) + "\"");
    }

    @Test
    void namesMayBeInSnakeCase() throws Exception {
        var asked = hashed("snake")
                .replace("hashedRekordRequestV002", "hashed_rekord_request_v002")
                .replace("publicKey", "public_key")
                .replace("rawBytes", "raw_bytes")
                .replace("keyDetails", "key_details");

        assertThat(post(asked).statusCode()).isEqualTo(201);
    }

    @Test
    void aSecondTimeItSaysWhereTheFirstStands() throws Exception {
        post(hashed("another"));
        var same = hashed("twice");
        post(same);

        var twice = post(same);

        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(json(twice).path("code").asInt()).isEqualTo(6);
        assertThat(twice.headers().firstValue("x-log-index")).contains("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            digest":                     | digset":                    | Unrecognized
            PKIX_ECDSA_P256_SHA_256      | PKIX_ECDSA_P384_SHA_384     | keyDetails is PKIX_ECDSA_P384_SHA_384
            "content":"                  | "content":"AAAA             | the signature does not hold
            "digest":"                   | "digest":"AAAA              | the signature does not hold
            "digest":"                   | "digest":"?                 | digest is no base64
            publicKey                    | x509Certificate             | x509Certificate is no certificate
            hashedRekordRequestV002      | dsseRequestV002             | Unrecognized
            """)
    void whatDoesNotHoldIsRefused(String part, String instead, String reason) throws Exception {
        var answer = post(hashed("artifact").replace(part, instead));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asInt()).isEqualTo(3);
        assertThat(json(answer).path("message").asString()).contains(reason);
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        var answer = post(" ".repeat(4 * 1024 * 1024) + hashed("large"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("message").asString()).contains("is larger than 4194304 bytes");
    }

    @Test
    void aFrozenLogTakesNothingAndStillShowsItself() throws Exception {
        post(hashed("before"));
        server.freeze();

        var answer = post(hashed("after"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(json(answer).path("message").asString()).startsWith("This log has been frozen");
        assertThat(NotedHead.of(get("checkpoint"), log(), CRYPTO.complete()).size())
                .isEqualTo(2);
    }

    @Test
    void itsTilesHoldTheEntriesAndTheirHashes() throws Exception {
        var bodies = new ArrayList<byte[]>();
        for (var i = 0; i < 3; i++) {
            bodies.add(json(post(hashed("tile " + i))).path("canonicalizedBody").binaryValue());
        }

        var entries = ByteBuffer.wrap(get("tile/entries/000.p/4"));
        var hashes = get("tile/0/000.p/4");

        assertThat(hashes).hasSize(4 * 32);
        var first = new byte[entries.getShort()];
        entries.get(first);
        for (var i = 0; i < 3; i++) {
            var entry = new byte[entries.getShort()];
            entries.get(entry);
            assertThat(entry).isEqualTo(bodies.get(i));
            var leaf = ByteBuffer.allocate(entry.length + 1)
                    .put((byte) 0)
                    .put(entry)
                    .array();
            assertThat(ByteBuffer.wrap(hashes, 32 * (i + 1), 32)).isEqualTo(ByteBuffer.wrap(sha256(leaf)));
        }
        assertThat(entries.hasRemaining()).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
