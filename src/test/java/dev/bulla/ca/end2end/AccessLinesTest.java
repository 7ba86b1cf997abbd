/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access log of the whole server. */
class AccessLinesTest {
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    @Test
    void everyRequestOverEitherProtocolHasALineWithoutItsSecrets() throws IOException {
        var file = folder.resolve("access.jsonl");
        try (var issuer = TestIssuer.started()) {
            var token = issuer.token();
            try (var server = start(issuer, Map.of("access-log", file.toString()))) {
                server.send(Requests.signing(server, token, TestKeys.p256(), ADDRESS)
                        .header("X-Request-Id", "mine")
                        .build());
                server.send(HttpRequest.newBuilder(server.http("/of/my/own?secret=1"))
                        .build());
                trustBundle(server);
            }

            assertThat(Files.readString(file)).doesNotContain(token.substring(0, 20), ADDRESS, "secret", "/of/my/own");
            var lines = lines(file);
            assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(200, 404, 200);
            assertThat(lines)
                    .extracting(line -> line.path("route").asString())
                    .containsExactly(
                            "dev.sigstore.fulcio.v2.CA/CreateSigningCertificate",
                            "",
                            "dev.sigstore.fulcio.v2.CA/GetTrustBundle");
            assertThat(lines)
                    .extracting(line -> line.path("protocol").asString())
                    .containsExactly("http", "http", "grpc");
            assertThat(lines.getFirst().path("request").asString()).isEqualTo("mine");
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.path("peer").asString()).matches("127\\.0\\.0\\.1:\\d+");
                assertThat(line.path("bytes").asInt()).isPositive();
            });
        }
    }

    @Test
    void thereIsNoneUnlessOneIsAskedFor() throws IOException {
        try (var issuer = TestIssuer.started();
                var server = start(issuer, Map.of())) {
            trustBundle(server);

            assertThat(Requests.get(server, server.admin("/metrics"))).doesNotContain("access_lines");
        }
    }

    private static void trustBundle(TestServer server) {
        var channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
        try {
            CAGrpc.newBlockingStub(channel).getTrustBundle(GetTrustBundleRequest.getDefaultInstance());
        } finally {
            channel.shutdownNow();
        }
    }

    private TestServer start(TestIssuer issuer, Map<String, String> flags) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), InstantSource.system(), flags);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
