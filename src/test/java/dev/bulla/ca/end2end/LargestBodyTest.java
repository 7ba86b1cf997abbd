/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one setting for how large a request may be holds for both protocols. */
class LargestBodyTest {
    private static final int LARGEST = 100_000;

    private static final int TAG_AND_LENGTH = 4;

    @TempDir
    private Path folder;

    private TestIssuer issuer;
    private TestServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        issuer = TestIssuer.started();
        server = TestServer.start(
                folder,
                Requests.trust(folder, issuer),
                InstantSource.system(),
                Map.of("max-body-bytes", Integer.toString(LARGEST)));
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
        issuer.close();
    }

    @Test
    void overHttpItHoldsToTheByte() {
        assertThat(posted("/api/v2/signingCert", LARGEST)).doesNotContain("too large");
        assertThat(posted("/api/v2/signingCert", LARGEST + 1)).contains("http: request body too large");
        assertThat(posted("/api/v1/signingCert", LARGEST + 1)).contains("http: request body too large");
    }

    @Test
    void overGrpcItHoldsToTheByte() {
        assertThat(called(LARGEST)).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(called(LARGEST + 1)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    }

    private String posted(String path, int bytes) {
        var answer = server.send(HttpRequest.newBuilder(server.http(path))
                .POST(BodyPublishers.ofString(" ".repeat(bytes - 2) + "{}"))
                .build());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Code called(int bytes) {
        var request = CreateSigningCertificateRequest.newBuilder()
                .setCertificateSigningRequest(ByteString.copyFrom(new byte[bytes - TAG_AND_LENGTH]))
                .build();
        assertThat(request.getSerializedSize()).isEqualTo(bytes);
        return catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> CAGrpc.newBlockingStub(channel).createSigningCertificate(request))
                .getStatus()
                .getCode();
    }
}
