/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import dev.bulla.ca.api.Answered.Protocol;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.tls.ServerTls;
import dev.bulla.ca.tls.TlsFiles;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.GetConfigurationRequest;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import dev.sigstore.fulcio.v2.SigningCertificate;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1, HTTP/2 and gRPC on one port behind TLS. */
@Timeout(120)
class OneUrlTest {
    private static final CreateSigningCertificateRequest EMPTY = CreateSigningCertificateRequest.getDefaultInstance();
    private static final int LARGEST = 4_194_304;
    private static final TlsPki PKI = new TlsPki("tests");

    @TempDir
    private static Path folder;

    private static RunningApi api;
    private static GrpcClient grpc;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        PKI.server().write(folder);
        var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), "", Optional.empty());
        var tls = new ServerTls(files, InstantSource.system(), new NoTlsEvents());
        api = RunningApi.with().details().tls(tls.context()).grpcOnHttp().start();
        grpc = new GrpcClient(api.httpPort(), PKI.rootPem());
        http = HttpClient.newBuilder().sslContext(PKI.clientContext()).build();
    }

    @AfterAll
    static void stop() {
        grpc.close();
        http.close();
        api.close();
    }

    @BeforeEach
    void forget() {
        api.ca.forget();
        api.answered.clear();
    }

    private static HttpResponse<String> get(Version version, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).version(version).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("https://localhost:" + api.httpPort() + path);
    }

    private static StatusRuntimeException failure(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void eachVersionOfHttpGetsTheSameAnswers(Version version) throws IOException, InterruptedException {
        var answer = get(version, "/api/v2/trustBundle");
        var signed = http.send(
                HttpRequest.newBuilder(uri("/api/v2/signingCert"))
                        .version(version)
                        .header("X-Request-Id", "mine")
                        .POST(BodyPublishers.ofString("{\"credentials\":{\"oidcIdentityToken\":\"t\"}}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"chains\":[");
        assertThat(signed.statusCode()).isEqualTo(200);
        assertThat(signed.headers().firstValue("X-Request-Id")).contains("mine");
        assertThat(api.ca.asked().token()).isEqualTo("t");
        assertThat(get(version, "/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyThatIsTooLargeIsRefusedOverEachVersionOfHttp(Version version) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/api/v2/signingCert"))
                .version(version)
                .POST(BodyPublishers.ofByteArray(new byte[LARGEST + 1]))
                .build();

        var answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("REQUEST_TOO_LARGE");
        assertThat(get(version, "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void aCallIsAnsweredWithTheChain() {
        var request = GrpcClient.token("a.b.c");

        var answer = grpc.ca("x-request-id", "mine").createSigningCertificate(request);

        assertThat(answer.getSignedCertificateEmbeddedSct().getChain().getCertificatesList())
                .hasSize(3);
        assertThat(api.ca.asked().token()).isEqualTo("a.b.c");
        assertThat(grpc.headers().get(GrpcCall.REQUEST_ID)).isEqualTo("mine");
        var event = api.answered();
        assertThat(event.caller().protocol()).isEqualTo(Protocol.GRPC);
        assertThat(event.requestId()).isEqualTo("mine");
        assertThat(event.outcome().grpcCode()).isZero();
    }

    @Test
    void allMethodsOfTheServiceAreThere() {
        assertThat(grpc.ca()
                        .getTrustBundle(GetTrustBundleRequest.getDefaultInstance())
                        .getChainsCount())
                .isOne();
        assertThat(grpc.ca()
                        .getConfiguration(GetConfigurationRequest.getDefaultInstance())
                        .getIssuersCount())
                .isEqualTo(2);
    }

    @Test
    void aRefusalComesWithItsDetails() {
        api.ca.doing(request -> {
            throw new RefusedException(Refusal.TOKEN_EXPIRED, "yesterday");
        });

        var failure = failure(() -> grpc.ca("x-request-id", "mine").createSigningCertificate(EMPTY));

        assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).isEqualTo("There was an error processing the identity token");
        var details = StatusProto.fromThrowable(failure).getDetailsList();
        assertThat(details)
                .satisfiesExactly(
                        info -> assertThat(info.unpack(ErrorInfo.class).getReason())
                                .isEqualTo("TOKEN_EXPIRED"),
                        info -> assertThat(info.unpack(RequestInfo.class).getRequestId())
                                .isEqualTo("mine"));
        assertThat(api.answered().outcome().grpcCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    }

    @Test
    void aSentenceOfAnOperatorArrivesAsItWasWritten() {
        api.ca.doing(request -> {
            throw RefusedException.saying(Refusal.IDENTITY_NOT_ALLOWED, "nur f\u00fcr 100 % \u2713");
        });

        var failure = failure(() -> grpc.ca().createSigningCertificate(EMPTY));

        assertThat(failure.getStatus().getDescription()).endsWith("nur f\u00fcr 100 % \u2713");
    }

    @Test
    void anUnreachableBackendSaysWhenToComeBack() {
        api.ca.doing(request -> {
            throw new UnavailableException(Backend.LOG, "down", new IOException());
        });

        var failure = failure(() -> grpc.ca().createSigningCertificate(EMPTY));

        assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
        assertThat(grpc.trailers().get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER)))
                .isEqualTo("5");
    }

    @Test
    void aBugIsAnsweredAsOneAndTheNextCallIsServed() {
        api.ca.doing(request -> {
            throw new IllegalStateException("geheim");
        });

        var failure = failure(() -> grpc.ca().createSigningCertificate(EMPTY));

        assertThat(GrpcClient.status(failure)).isEqualTo("INTERNAL: The request could not be processed");
        api.ca.forget();
        assertThat(grpc.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.Y/Z | unknown service x.Y",
                "dev.sigstore.fulcio.v2.CA/Nope | unknown method Nope for service dev.sigstore.fulcio.v2.CA"
            })
    void aMethodThatNobodyOffersIsUnimplemented(String method, String sentence) {
        var failure = failure(() -> grpc.call(method, new byte[0]));

        assertThat(GrpcClient.status(failure)).isEqualTo("UNIMPLEMENTED: " + sentence);
    }

    @Test
    void healthStaysOnItsOwnPort() {
        var failure = failure(() -> HealthGrpc.newBlockingStub(grpc.channel())
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance()));

        assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNIMPLEMENTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "0a", "1a05", "0a030a01ff"})
    void bytesThatAreNoMessageAreAnsweredAsOnTheGrpcPort(String hex) {
        var failure = failure(() -> grpc.call(GrpcClient.SIGN, HexFormat.of().parseHex(hex)));

        assertThat(GrpcClient.status(failure)).startsWith("INTERNAL: grpc: error unmarshalling request: ");
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void takesAMessageOfFourMebibytesToTheByteAndNoneThatIsLarger() {
        grpc.ca().createSigningCertificate(GrpcClient.sized(LARGEST));
        assertThat(api.ca.wasAsked()).isTrue();
        api.ca.forget();

        var failure = failure(() -> grpc.ca().createSigningCertificate(GrpcClient.sized(LARGEST + 1)));

        assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(api.ca.wasAsked()).isFalse();
        assertThat(grpc.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @Test
    void takesACompressedMessageUnlessItIsLargerInside() {
        var stub = grpc.ca().withCompression("gzip");

        var failure = failure(() -> stub.createSigningCertificate(GrpcClient.sized(LARGEST + 1)));

        assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        stub.createSigningCertificate(GrpcClient.token("t"));
        assertThat(api.ca.asked().token()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip, 1", "gzip, identity, 0", "identity, gzip, 0"})
    void anAnswerIsCompressedAsTheRequestIsForThoseWhoTakeIt(String sent, String taken, int compressed)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/" + GrpcClient.SIGN))
                .header("content-type", "application/grpc")
                .header("grpc-encoding", sent)
                .header("grpc-accept-encoding", "identity, " + taken)
                .POST(BodyPublishers.ofByteArray(new byte[5]))
                .build();

        var answer = http.send(request, BodyHandlers.ofByteArray());

        assertThat(answer.body()[0]).isEqualTo((byte) compressed);
        assertThat(answer.headers().firstValue("grpc-encoding").isPresent()).isEqualTo(compressed == 1);
        var content = new ByteArrayInputStream(answer.body(), 5, answer.body().length - 5);
        var message = (compressed == 1 ? new GZIPInputStream(content) : content).readAllBytes();
        assertThat(SigningCertificate.parseFrom(message).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @Test
    void aTokenMayComeAsMetadata() {
        grpc.ca("oidcidentitytoken", "Bearer " + "t".repeat(20_000)).createSigningCertificate(GrpcClient.token(""));

        assertThat(api.ca.asked().token()).hasSize(20_007);
    }

    @Test
    void aClientThatDoesNotWaitGetsNoAnswerAndOthersDo() throws InterruptedException {
        var release = new CountDownLatch(1);
        api.ca.doing(request -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted at work", e);
            }
            return api.ca.issue();
        });

        var failure = failure(
                () -> grpc.ca().withDeadlineAfter(500, TimeUnit.MILLISECONDS).createSigningCertificate(EMPTY));
        release.countDown();

        assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
        api.ca.forget();
        assertThat(grpc.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @Test
    void aCallWhoseTimeIsOverBeforeItIsReadIsNotWalked() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/" + GrpcClient.SIGN))
                .header("content-type", "application/grpc+proto")
                .header("grpc-timeout", "1n")
                .POST(BodyPublishers.ofByteArray(new byte[5]))
                .build();

        var answer = http.send(request, BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.ca.wasAsked()).isFalse();
        assertThat(api.answered().outcome().grpcCode()).isEqualTo(Code.DEADLINE_EXCEEDED.value());
    }

    @Test
    void callsOfOneConnectionAreServedSideBySide() throws InterruptedException {
        var together = new CountDownLatch(50);
        api.ca.doing(request -> {
            together.countDown();
            try {
                assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted at work", e);
            }
            return api.ca.issue();
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 50; i++) {
                threads.execute(() -> grpc.ca().createSigningCertificate(EMPTY));
            }
        }

        for (var i = 0; i < 50; i++) {
            assertThat(api.answered().outcome().grpcCode()).isZero();
        }
    }

    @Test
    void aThousandCallsOneAfterTheOtherLeaveNothingBehind() {
        for (var i = 0; i < 1000; i++) {
            grpc.ca().createSigningCertificate(GrpcClient.sized(20_000));
        }

        Eventually.holds(() -> api.answered.size() >= 1000);
        assertThat(api.answered).hasSize(1000);
    }
}
