/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static dev.bulla.ca.api.GrpcClient.SIGN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.testing.Eventually;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that begin more than they finish, and those who have to be served beside them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrpcDoorTest {
    private static final CreateSigningCertificateRequest EMPTY = CreateSigningCertificateRequest.getDefaultInstance();
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    @Test
    void halfAMessageIsNotWaitedForLongerThanARequestMayTake() throws IOException {
        try (var api = RunningApi.with().patience(Duration.ofMillis(300)).start();
                var slow = new RawHttp2(api.grpcPort())) {
            slow.begin(1, SIGN);
            slow.message(1, 1000, 500, false);

            assertThat(slow.await(Frames.HEADERS))
                    .get()
                    .satisfies(answer -> assertThat(answer.stream()).isOne());
            var answered = api.answered();
            assertThat(answered.outcome().grpcCode()).isEqualTo(Code.DEADLINE_EXCEEDED.value());
            assertThat(api.turnedAway).containsExactly(answered.requestId() + " REQUEST_TOO_SLOW");
            assertServed(api);
        }
    }

    @Test
    void aStreamThatNobodyEndsIsNotWaitedForEither() throws IOException {
        try (var api = RunningApi.with().patience(Duration.ofMillis(300)).start();
                var slow = new RawHttp2(api.grpcPort())) {
            slow.begin(1, "grpc.reflection.v1.ServerReflection/ServerReflectionInfo");

            assertThat(slow.await(Frames.HEADERS)).isPresent();
            assertThat(api.answered().outcome().grpcCode()).isEqualTo(Code.DEADLINE_EXCEEDED.value());
            assertThat(api.turnedAway).isEmpty();
        }
    }

    @Test
    void largeMessagesKeepOutEachOtherAndNobodyElse() throws IOException {
        try (var api = RunningApi.with().largeRequests(1_000_000).start()) {
            try (var first = new RawHttp2(api.grpcPort());
                    var second = new RawHttp2(api.grpcPort());
                    var third = new RawHttp2(api.grpcPort())) {
                fiveOf100KilobytesEach(first);
                fiveOf100KilobytesEach(second);
                fiveOf100KilobytesEach(third);

                // Which of the three has to go depends on whose bytes were read first.
                assertThat(api.answered().outcome().grpcCode()).isEqualTo(Code.RESOURCE_EXHAUSTED.value());
                assertServed(api);
            }
            Eventually.holds(() -> accepts(api, 900_000));
        }
    }

    private static void fiveOf100KilobytesEach(RawHttp2 connection) throws IOException {
        // Until it knows better a client may send 64 KiB only.
        assertThat(connection.await(Frames.SETTINGS)).isPresent();
        for (var stream = 1; stream < 11; stream += 2) {
            connection.begin(stream, SIGN);
            connection.message(stream, 1_000_000, 100_000, false);
        }
    }

    @Test
    void oneCallTooManyIsToldToComeBack() throws IOException {
        try (var api = RunningApi.with().calls(2).start();
                var client = new GrpcClient(api.grpcPort())) {
            try (var waiting = new RawHttp2(api.grpcPort())) {
                waiting.begin(1, SIGN);
                waiting.begin(3, SIGN);
                Eventually.holds(() -> api.started.size() == 2);

                var refusal = catchThrowableOfType(
                        StatusRuntimeException.class, () -> client.ca().createSigningCertificate(EMPTY));
                assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(client.trailers().get(RETRY_AFTER)).isEqualTo("1");
                assertThat(api.turnedAway).singleElement().asString().endsWith(" OVERLOADED");
            }
            Eventually.holds(() -> !refused(client));
        }
    }

    /** The transport forgets such a call without a word to anybody. */
    @Test
    void aCallThatTheTransportCannotReadTakesNobodysPlace() throws IOException {
        try (var api = RunningApi.with().calls(2).start();
                var client = new GrpcClient(api.grpcPort());
                var odd = new RawHttp2(api.grpcPort())) {
            for (var stream = 1; stream < 9; stream += 2) {
                odd.begin(stream, SIGN, "grpc-timeout", "1o");
                assertThat(odd.await(Frames.RST_STREAM)).isPresent();
            }

            assertThat(refused(client)).isFalse();
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAtOnce() throws IOException {
        try (var api = RunningApi.with().connections(2).start()) {
            try (var first = new RawHttp2(api.grpcPort());
                    var second = new RawHttp2(api.grpcPort());
                    var third = new RawHttp2(api.grpcPort())) {
                assertThat(first.await(Frames.SETTINGS)).isPresent();
                assertThat(second.await(Frames.SETTINGS)).isPresent();
                assertThat(third.await(Frames.SETTINGS)).isEmpty();
            }
            Eventually.holds(() -> accepts(api, 100));
        }
    }

    @Test
    void whoBeginsCallsOnlyToGiveThemUpIsSentAway() throws IOException {
        try (var api = RunningApi.usual();
                var hasty = new RawHttp2(api.grpcPort())) {
            assertThat(endsAfter(hasty, stream -> {
                        hasty.begin(stream, SIGN);
                        hasty.reset(stream);
                    }))
                    .isTrue();
            assertServed(api);
        }
    }

    @Test
    void whoPingsWithoutEndIsSentAway() throws IOException {
        try (var api = RunningApi.usual();
                var noisy = new RawHttp2(api.grpcPort())) {
            assertThat(endsAfter(noisy, _ -> noisy.ping())).isTrue();
            assertServed(api);
        }
    }

    @Test
    void aConnectionHasSoManyCallsAtATime() throws IOException {
        try (var api = RunningApi.usual();
                var greedy = new RawHttp2(api.grpcPort())) {
            var refused = new ArrayList<RawHttp2.Frame>();
            for (var stream = 1; stream < 2 * 101 + 1; stream += 2) {
                greedy.begin(stream, SIGN);
            }
            greedy.await(Frames.RST_STREAM).ifPresent(refused::add);

            assertThat(refused)
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.stream()).isEqualTo(201));
            assertServed(api);
        }
    }

    private interface Nuisance {
        void with(int stream) throws IOException;
    }

    /** Whether the server says good-bye within some thousand of them. */
    private static boolean endsAfter(RawHttp2 connection, Nuisance nuisance) {
        try {
            for (var i = 0; i < 5_000; i++) {
                nuisance.with(2 * i + 1);
            }
        } catch (IOException e) {
            return true;
        }
        try {
            return connection.await(Frames.GOAWAY).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertServed(RunningApi api) {
        assertThat(accepts(api, 100)).isTrue();
    }

    private static boolean accepts(RunningApi api, int bytes) {
        try (var client = new GrpcClient(api.grpcPort())) {
            return client.ca().createSigningCertificate(GrpcClient.sized(bytes)).hasSignedCertificateEmbeddedSct();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static boolean refused(GrpcClient client) {
        try {
            return client.ca().createSigningCertificate(EMPTY).getSerializedSize() < 0;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Code.RESOURCE_EXHAUSTED;
        }
    }
}
