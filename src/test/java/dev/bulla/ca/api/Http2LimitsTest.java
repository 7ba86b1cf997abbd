/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.pace.Pause;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsFiles;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much clients of HTTP/2 can make the server hold, on the port that all of them use. */
@Timeout(120)
class Http2LimitsTest {
    private static final TlsPki PKI = new TlsPki("tests");
    private static final CreateSigningCertificateRequest EMPTY = CreateSigningCertificateRequest.getDefaultInstance();
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    /** Clocks of different kinds may differ a little. */
    private static final Duration ALMOST_A_MOMENT = Pause.MOMENT.minusMillis(10);

    @TempDir
    private Path folder;

    private RunningApi start(RunningApi.Options options) throws IOException {
        PKI.server().write(folder);
        var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), "", Optional.empty());
        var tls = new ServerTls(files, InstantSource.system(), new NoTlsEvents());
        return options.tls(tls.context()).grpcOnHttp().start();
    }

    private static RawHttp2 open(RunningApi api) throws IOException {
        return RawHttp2.overTls(PKI.clientContext(), api.httpPort());
    }

    private static GrpcClient client(RunningApi api) throws IOException {
        return new GrpcClient(api.httpPort(), PKI.rootPem());
    }

    private static StatusRuntimeException failure(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    private static boolean isServed(GrpcClient client) {
        try {
            return client.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    @Test
    void oneCallTooManyIsToldToComeBack() throws IOException {
        try (var api = start(RunningApi.with().details().calls(2));
                var client = client(api)) {
            try (var waiting = open(api)) {
                waiting.begin(1, GrpcClient.SIGN);
                waiting.begin(3, GrpcClient.SIGN);
                Eventually.holds(() -> api.started.size() == 2);

                var refusal = failure(() -> client.ca().createSigningCertificate(EMPTY));

                assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(client.trailers().get(RETRY_AFTER)).isEqualTo("1");
                assertThat(client.trailers().keys()).contains("grpc-status-details-bin");
                Eventually.holds(() -> api.answered.stream()
                        .anyMatch(event -> event.outcome().grpcCode() == Code.RESOURCE_EXHAUSTED.value()));
            }
            Eventually.holds(() -> isServed(client));
        }
    }

    @Test
    void whoFindsNoSeatIsAnsweredAMomentLater() throws Throwable {
        try (var api = start(RunningApi.with().seats(1));
                var client = client(api);
                var other = open(api)) {
            var entered = new Semaphore(0);
            var mayLeave = new CountDownLatch(1);
            api.ca.doing(request -> {
                entered.release();
                awaitQuietly(mayLeave);
                return api.ca.issue();
            });
            var first = CompletableFuture.supplyAsync(() -> isServed(client), Thread::startVirtualThread);
            entered.acquire();

            assertThat(timeOf(() -> assertThat(isServed(client)).isFalse())).isGreaterThan(ALMOST_A_MOMENT);
            assertThat(timeOf(() -> ask(other, 1))).isGreaterThan(ALMOST_A_MOMENT);
            // The events are told once the answers have left.
            assertThat(List.of(api.answered(), api.answered()))
                    .extracting(event -> event.outcome().grpcCode())
                    .containsOnly(Code.RESOURCE_EXHAUSTED.value());
            assertThat(api.answered).isEmpty();

            mayLeave.countDown();
            assertThat(first.join()).isTrue();
        }
    }

    private static void ask(RawHttp2 frames, int stream) throws IOException {
        frames.post(stream, "/api/v2/signingCert");
        frames.awaitEnd(stream);
    }

    private static Duration timeOf(ThrowingCallable work) throws Throwable {
        var begun = System.nanoTime();
        work.call();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theConnectionWithMostCallsThatDoNotArriveMakesRoomForOthers() throws IOException {
        try (var api = start(RunningApi.with().calls(20));
                var client = client(api);
                var greedy = open(api)) {
            assertThat(isCutOffForBeginning(25, greedy)).isTrue();
            assertThat(api.started).hasSizeGreaterThan(20);
            Eventually.holds(() -> isServed(client));
        }
    }

    private static boolean isCutOffForBeginning(int calls, RawHttp2 greedy) throws IOException {
        try {
            for (var stream = 1; stream < 2 * calls; stream += 2) {
                greedy.begin(stream, GrpcClient.SIGN);
            }
            return greedy.isCutOff();
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    @Test
    void aLargeMessageWithoutRoomIsToldToComeBackAndOthersAreServed() throws IOException {
        try (var api = start(RunningApi.with().largeRequests(100_000));
                var client = client(api)) {
            var refusal = failure(() -> client.ca().createSigningCertificate(GrpcClient.sized(200_000)));

            assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(client.trailers().get(RETRY_AFTER)).isEqualTo("1");
            assertThat(isServed(client)).isTrue();
            client.ca().createSigningCertificate(GrpcClient.sized(100_000));
        }
    }

    @Test
    void aHeadWithMoreFieldsThanAnybodyNeedsEndsTheConnection() throws IOException {
        try (var api = start(RunningApi.with());
                var frames = open(api)) {
            var head = new byte[300];
            Arrays.fill(head, (byte) 0x90);

            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, head);

            assertThat(frames.goAway()).startsWith("ENHANCE_YOUR_CALM");
        }
    }

    @Test
    void aHeadThatGoesOnWithNothingEndsTheConnection() throws IOException {
        try (var api = start(RunningApi.with());
                var frames = open(api)) {
            frames.frame(Frames.HEADERS, 0, 1, new byte[] {(byte) 0x83});
            for (var i = 0; i < 300; i++) {
                frames.frame(Frames.CONTINUATION, 0, 1, new byte[0]);
            }

            assertThat(frames.isCutOff()).isTrue();
        } catch (SocketException | SSLException e) {
            // Cut off while it was still sending.
            assertThat(e).isNotNull();
        }
    }

    @Test
    void aSmallHeadThatIsLargeInsideIsRefusedAndTheNextServed() throws IOException {
        try (var api = start(RunningApi.with());
                var frames = open(api)) {
            var value = "v".repeat(3900);
            // A field to be remembered by the number of its name, and again and again the one that was remembered last.
            var head = ByteBuffer.allocate(18 + 4 + value.length() + 100)
                    .put(new byte[] {(byte) 0x82, (byte) 0x87, 0x04, 1, '/', 0x01, 9})
                    .put("localhost".getBytes(StandardCharsets.US_ASCII))
                    .put(new byte[] {0x7a, 0x7f, (byte) 0xbd, 0x1d})
                    .put(value.getBytes(StandardCharsets.US_ASCII));
            while (head.hasRemaining()) {
                head.put((byte) 0xbe);
            }

            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, head.array());
            var answer = frames.await(Frames.DATA).orElseThrow();
            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 3, Arrays.copyOf(head.array(), 16));
            frames.awaitEnd(3);

            assertThat(answer.content()).isEqualTo("431 Request Header Fields Too Large");
        }
    }

    @Test
    void aTargetWithoutAPathIsABadRequest() throws IOException {
        try (var api = start(RunningApi.with());
                var frames = open(api)) {
            var head = ByteBuffer.allocate(16)
                    .put(new byte[] {(byte) 0x82, (byte) 0x87, 0x04, 1, '*', 0x01, 9})
                    .put("localhost".getBytes(StandardCharsets.US_ASCII));

            frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, head.array());

            assertThat(frames.await(Frames.DATA).orElseThrow().content()).isEqualTo("400 Bad Request");
        }
    }

    @Test
    void whatIsNotServedToOneIsServedToTheNext() throws IOException {
        try (var api = start(RunningApi.with().calls(1));
                var client = client(api)) {
            for (var i = 0; i < 20; i++) {
                assertThat(client.ca()
                                .getTrustBundle(GetTrustBundleRequest.getDefaultInstance())
                                .getChainsCount())
                        .isOne();
            }
        }
    }
}
