/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import com.google.protobuf.ByteString;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestServer;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as a client of the second HTTP version makes them, and what is in their answers. */
final class Requests {
    static final String SIGNING = "/api/v2/signingCert";

    private Requests() {}

    /** Trust in one issuer of addresses. */
    static Path trust(Path folder, TestIssuer issuer) throws IOException {
        return Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
    }

    static HttpRequest.Builder signing(TestServer server, String token, TestKey key, String challenge) {
        return signing(server.http(SIGNING), token, key, challenge);
    }

    static HttpRequest.Builder signing(URI address, String token, TestKey key, String challenge) {
        var body = Map.of(
                "publicKeyRequest",
                Map.of(
                        "publicKey", Map.of("algorithm", "ECDSA", "content", key.pem()),
                        "proofOfPossession",
                                Base64.getEncoder()
                                        .encodeToString(key.proof(challenge).array())));
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
    }

    /** The chain that the same request brings over gRPC. */
    static List<String> overGrpc(TestServer server, String token, TestKey key, String challenge) {
        return overGrpc(server, token, key, challenge, new Metadata());
    }

    /** @param headers beside the message */
    static List<String> overGrpc(TestServer server, String token, TestKey key, String challenge, Metadata headers) {
        var request = CreateSigningCertificateRequest.newBuilder();
        request.getCredentialsBuilder().setOidcIdentityToken(token);
        request.getPublicKeyRequestBuilder()
                .setProofOfPossession(ByteString.copyFrom(key.proof(challenge).array()))
                .getPublicKeyBuilder()
                .setContent(key.pem());
        var channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
        try {
            return CAGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .createSigningCertificate(request.build())
                    .getSignedCertificateEmbeddedSct()
                    .getChain()
                    .getCertificatesList();
        } finally {
            channel.shutdownNow();
        }
    }

    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for a minute");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    static String get(TestServer server, URI uri) {
        return new String(server.send(HttpRequest.newBuilder(uri).build()).body(), StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** The chain of an answer, whichever form it has. */
    static List<String> chain(HttpResponse<byte[]> response) {
        var answer = json(response);
        var form = answer.has("signedCertificateEmbeddedSct")
                ? answer.path("signedCertificateEmbeddedSct")
                : answer.path("signedCertificateDetachedSct");
        return StreamSupport.stream(form.path("chain").path("certificates").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    static String reason(HttpResponse<byte[]> response) {
        return json(response).path("details").path(0).path("reason").asString("");
    }
}
