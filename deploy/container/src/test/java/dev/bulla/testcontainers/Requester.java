/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.PublicKeyAlgorithm;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with an address and a key, who asks for certificates and looks at what comes back. */
final class Requester implements AutoCloseable {
    static final String ADDRESS = "ada@example.com";
    private static final String PROMISES = "1.3.6.1.4.1.11129.2.4.2";
    private static final int EMAIL = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyPair key = freshKey();
    private final HttpClient client = HttpClient.newHttpClient();

    private static KeyPair freshKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<X509Certificate> overHttp(String url, String token) throws IOException, InterruptedException {
        var answer = client.send(request(url, token), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return chain(answer);
    }

    HttpRequest request(String url, String token) {
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "credentials",
                        Map.of("oidcIdentityToken", token),
                        "publicKeyRequest",
                        Map.of(
                                "publicKey",
                                Map.of("algorithm", "ECDSA", "content", publicKey()),
                                "proofOfPossession",
                                Base64.getEncoder().encodeToString(proof()))));
        return HttpRequest.newBuilder(URI.create(url + "/api/v2/signingCert"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    static List<X509Certificate> chain(HttpResponse<String> answer) {
        var certificates = new ArrayList<X509Certificate>();
        JsonMapper.shared()
                .readTree(answer.body())
                .at("/signedCertificateEmbeddedSct/chain/certificates")
                .forEach(pem -> certificates.add(certificate(pem.asString())));
        return certificates;
    }

    List<X509Certificate> overGrpc(String host, int port, String token) {
        var channel = Grpc.newChannelBuilderForAddress(host, port, InsecureChannelCredentials.create())
                .build();
        try {
            var request = CreateSigningCertificateRequest.newBuilder();
            request.getCredentialsBuilder().setOidcIdentityToken(token);
            var proven = request.getPublicKeyRequestBuilder().setProofOfPossession(ByteString.copyFrom(proof()));
            proven.getPublicKeyBuilder().setAlgorithm(PublicKeyAlgorithm.ECDSA).setContent(publicKey());
            var answer = CAGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .createSigningCertificate(request.build());
            return answer.getSignedCertificateEmbeddedSct().getChain().getCertificatesList().stream()
                    .map(Requester::certificate)
                    .toList();
        } finally {
            channel.shutdownNow();
        }
    }

    /** That a chain begins with a certificate for this address and key that a log has promised, each signed by the next. */
    void hold(List<X509Certificate> chain) throws GeneralSecurityException {
        assertThat(chain).hasSizeGreaterThan(1);
        var leaf = chain.getFirst();
        leaf.checkValidity();
        assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(leaf.getSubjectAlternativeNames()).singleElement().isEqualTo(List.of(EMAIL, ADDRESS));
        assertThat(leaf.getExtensionValue(PROMISES)).isNotEmpty();
        for (var place = 1; place < chain.size(); place++) {
            chain.get(place - 1).verify(chain.get(place).getPublicKey());
        }
    }

    private String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private byte[] proof() {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(ADDRESS.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
