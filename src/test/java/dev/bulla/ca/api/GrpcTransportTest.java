/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How calls travel: compressed, with deadlines, and on connections that may not be kept busy for nothing. */
class GrpcTransportTest {
    private static final CreateSigningCertificateRequest EMPTY = CreateSigningCertificateRequest.getDefaultInstance();
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

    private final RunningApi api =
            RunningApi.with().rest(Duration.ofSeconds(3)).seats(1).start();
    private final GrpcClient client = new GrpcClient(api.grpcPort());

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void aCompressedRequestIsUnderstoodAndItsAnswerIsCompressed() {
        var answer = client.ca().withCompression("gzip").createSigningCertificate(GrpcClient.token("a.b.c"));

        assertThat(answer.getSignedCertificateEmbeddedSct().getChain().getCertificatesList())
                .hasSize(3);
        assertThat(api.ca.asked().token()).isEqualTo("a.b.c");
        assertThat(client.headers().get(ENCODING)).isEqualTo("gzip");
    }

    @Test
    void otherAnswersAreNotCompressed() {
        assertThat(client.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();

        assertThat(client.headers().get(ENCODING)).isIn(null, "identity");
    }

    @Test
    void anEncodingThatNobodyKnowsIsUnimplemented() {
        var failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> client.ca().withCompression(GrpcClient.UNHEARD_OF).createSigningCertificate(EMPTY));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void aCallEndsAtItsDeadlineAndGivesItsSeatBack() throws InterruptedException {
        var left = new CountDownLatch(1);
        api.ca.doing(request -> {
            Context.current().addListener(context -> left.countDown(), Runnable::run);
            awaitQuietly(left);
            return api.ca.issue();
        });

        var failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> client.ca("grpc-timeout", "2S").withDeadline(null).createSigningCertificate(EMPTY));

        assertThat(failure.getStatus().getCode()).isIn(Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(api.answered().outcome().grpcCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED.value());
        api.ca.doing(request -> api.ca.issue());
        assertThat(client.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @Test
    void aCallThatIsTooLateIsNotWalked() {
        var failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> client.ca("grpc-timeout", "1n").withDeadline(null).createSigningCertificate(EMPTY));

        assertThat(failure).isNotNull();
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void aConnectionWithoutCallsIsAskedToGo() throws IOException {
        try (var raw = new RawHttp2(api.grpcPort())) {
            assertThat(raw.goAway()).isEqualTo("NO_ERROR max_idle");
        }
    }

    @Test
    void aConnectionThatKeepsPingingWithoutCallsIsClosed() throws IOException {
        try (var raw = new RawHttp2(api.grpcPort())) {
            for (var ping = 0; ping < 4; ping++) {
                raw.ping();
            }

            assertThat(raw.goAway()).isEqualTo("ENHANCE_YOUR_CALM too_many_pings");
        }
        assertThat(client.ca()
                        .getTrustBundle(GetTrustBundleRequest.getDefaultInstance())
                        .getChainsCount())
                .isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
