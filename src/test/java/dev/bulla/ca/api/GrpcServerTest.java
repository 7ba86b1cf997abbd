/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import dev.bulla.ca.api.Answered.Protocol;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.x509.Bytes;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.GetConfigurationRequest;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import dev.sigstore.fulcio.v2.OIDCIssuer;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcServerTest {
    private static final CreateSigningCertificateRequest EMPTY = CreateSigningCertificateRequest.getDefaultInstance();
    private static final int LARGEST = 4_194_304;

    private final RunningApi api = RunningApi.with().details().seats(1).start();
    private final GrpcClient client = new GrpcClient(api.grpcPort());

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void answersWithTheChainFromLeafToRoot() {
        var answer = client.ca().createSigningCertificate(EMPTY);

        var chain = answer.getSignedCertificateEmbeddedSct().getChain().getCertificatesList();
        assertThat(answer.hasSignedCertificateDetachedSct()).isFalse();
        assertThat(chain).hasSize(3).allMatch(pem -> pem.equals(pem.strip()));
        assertThat(chain.subList(1, 3)).isEqualTo(api.ca.authority().chain().pem());
    }

    @Test
    void answersInTheDetachedFormWithoutATimestampWhereThereIsNoLog() {
        api.ca.withoutLog();

        var answer = client.ca().createSigningCertificate(EMPTY);

        assertThat(answer.hasSignedCertificateEmbeddedSct()).isFalse();
        assertThat(answer.getSignedCertificateDetachedSct().getChain().getCertificatesList())
                .hasSize(3);
        assertThat(answer.getSignedCertificateDetachedSct().getSignedCertificateTimestamp())
                .isEmpty();
    }

    @Test
    void givesTheTrustBundleWithANewlineBehindEachCertificate() {
        var bundle = client.ca().getTrustBundle(GetTrustBundleRequest.getDefaultInstance());

        assertThat(bundle.getChainsList()).hasSize(1);
        assertThat(bundle.getChains(0).getCertificatesList())
                .containsExactlyElementsOf(api.ca.authority().chain().pem().stream()
                        .map(pem -> pem + "\n")
                        .toList());
    }

    @Test
    void givesTheConfiguration() {
        var configuration = client.ca().getConfiguration(GetConfigurationRequest.getDefaultInstance());

        assertThat(configuration.getIssuersList())
                .containsExactly(
                        OIDCIssuer.newBuilder()
                                .setIssuerUrl("https://accounts.example.com")
                                .setAudience("sigstore")
                                .setChallengeClaim("email")
                                .setIssuerType("email")
                                .setSkipEmailVerification(true)
                                .build(),
                        OIDCIssuer.newBuilder()
                                .setWildcardIssuerUrl("https://*.example.org/id/*")
                                .setAudience("builds")
                                .setChallengeClaim("sub")
                                .setSpiffeTrustDomain("example.org")
                                .setIssuerType("spiffe")
                                .build());
    }

    @Test
    void handsOverTokenKeyAndProof() {
        var request = CreateSigningCertificateRequest.newBuilder();
        request.getCredentialsBuilder().setOidcIdentityToken("Bearer a.b.c");
        request.getPublicKeyRequestBuilder()
                .setProofOfPossession(ByteString.copyFrom(new byte[] {1, 2}))
                .getPublicKeyBuilder()
                .setAlgorithmValue(4711)
                .setContent("k\u00e9");

        client.ca("x-request-id", "mine", "oidcidentitytoken", "good", "authorization", "Bearer good")
                .createSigningCertificate(request.build());

        var key = new KeyClaim.SignedChallenge(Bytes.utf8("k\u00e9"), Bytes.of(new byte[] {1, 2}));
        assertThat(api.ca.asked()).isEqualTo(new IssuanceRequest("mine", "Bearer a.b.c", key));
    }

    @Test
    void theTokenMayComeAsMetadata() {
        client.ca("oidcidentitytoken", "Bearer a.b.c").createSigningCertificate(GrpcClient.token(""));

        assertThat(api.ca.asked().token()).isEqualTo("Bearer a.b.c");
    }

    @Test
    void aTokenOf800KilobytesArrivesAsMetadata() {
        var token = "t".repeat(800_000);

        client.ca("oidcidentitytoken", token).createSigningCertificate(EMPTY);

        assertThat(api.ca.asked().token()).isEqualTo(token);
    }

    @Test
    void twoTokensAsMetadataCountAsNone() {
        client.ca("oidcidentitytoken", "a.b.c", "oidcidentitytoken", "d.e.f").createSigningCertificate(EMPTY);

        assertThat(api.ca.asked().token()).isEmpty();
    }

    @Test
    void theAuthorizationOfHttpIsNotRead() {
        client.ca("authorization", "Bearer a.b.c").createSigningCertificate(EMPTY);

        assertThat(api.ca.asked().token()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "120012001a0141, Csr",
        "1a01411200, SignedChallenge",
        "1a00, SignedChallenge",
        "f80101, SignedChallenge",
        "'', SignedChallenge"
    })
    void theLastOfTwoKeysCountsAndUnknownFieldsDoNot(String hex, String kind) {
        client.call(GrpcClient.SIGN, HexFormat.of().parseHex(hex));

        assertThat(api.ca.asked().key().getClass().getSimpleName()).isEqualTo(kind);
    }

    /** No field at all, a field without its end, a token and a key that are not UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "0a", "1a05", "0a030a01ff", "12050a031201ff", "07"})
    void bytesThatAreNoMessageAreAnInternalErrorAsInTheOriginal(String hex) {
        var failure = failure(() -> client.call(GrpcClient.SIGN, HexFormat.of().parseHex(hex)));

        assertThat(GrpcClient.status(failure)).startsWith("INTERNAL: grpc: error unmarshalling request: ");
        assertThat(api.ca.wasAsked()).isFalse();
    }

    @Test
    void takesAMessageOfFourMebibytesToTheByte() {
        client.ca().createSigningCertificate(GrpcClient.sized(LARGEST));

        assertThat(api.ca.wasAsked()).isTrue();
    }

    @Test
    void refusesALargerMessage() {
        var failure = failure(() -> client.ca().createSigningCertificate(GrpcClient.sized(LARGEST + 1)));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(api.ca.wasAsked()).isFalse();
        assertThat(client.ca().createSigningCertificate(EMPTY).hasSignedCertificateEmbeddedSct())
                .isTrue();
    }

    @Test
    void refusesACompressedMessageThatIsLargerInside() {
        var stub = client.ca().withCompression("gzip");

        var failure = failure(() -> stub.createSigningCertificate(GrpcClient.sized(LARGEST + 1)));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        stub.createSigningCertificate(GrpcClient.token("t"));
        assertThat(api.ca.asked().token()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.Y/Z | unknown service x.Y",
                "x | malformed method name: \"/x\"",
                "dev.sigstore.fulcio.v2.CA/Nope | unknown method Nope for service dev.sigstore.fulcio.v2.CA",
                "dev.sigstore.fulcio.v2.ca/GetTrustBundle | unknown service dev.sigstore.fulcio.v2.ca",
                "dev.sigstore.fulcio.v1beta.CA/GetRootCertificate | unknown service dev.sigstore.fulcio.v1beta.CA",
                "grpc.health.v1.Health/List | unimplemented",
                "grpc.health.v1.Health/Watch | unimplemented",
                "grpc.health.v1.Health/Nope | unknown method Nope for service grpc.health.v1.Health"
            })
    void whatIsNotOfferedIsUnimplemented(String method, String sentence) {
        var failure = failure(() -> client.call(method, new byte[0]));

        assertThat(GrpcClient.status(failure)).isEqualTo("UNIMPLEMENTED: " + sentence);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsAnInvalidArgumentExceptFive(Refusal refusal) {
        api.ca.throwing(new RefusedException(refusal, "for the operator only"));

        var failure = failure(() -> client.ca("x-request-id", "mine").createSigningCertificate(EMPTY));

        var expected = switch (refusal.name()) {
            case "OVERLOADED", "QUOTA_EXCEEDED" -> "RESOURCE_EXHAUSTED";
            case "IDENTITY_NOT_ALLOWED" -> "PERMISSION_DENIED";
            case "REQUEST_TOO_SLOW", "DEADLINE_PASSED" -> "DEADLINE_EXCEEDED";
            default -> "INVALID_ARGUMENT";
        };
        assertThat(GrpcClient.status(failure)).isEqualTo(expected + ": " + refusal.sentence());
        assertThat(details(failure))
                .containsExactly(
                        Any.pack(ErrorInfo.newBuilder()
                                .setReason(refusal.name())
                                .setDomain("bulla.dev")
                                .putMetadata("step", "reading the request")
                                .putMetadata("advice", refusal.advice())
                                .putMetadata(
                                        "see", "ERRORS.md#" + refusal.name().toLowerCase(Locale.ROOT))
                                .build()),
                        Any.pack(RequestInfo.newBuilder().setRequestId("mine").build()));
    }

    @Test
    void backendsAndBugsHaveCodesOfTheirOwn() {
        api.ca.throwing(new UnavailableException(Backend.ISSUER, "down", null));
        assertThat(GrpcClient.status(failure(() -> client.ca().createSigningCertificate(EMPTY))))
                .isEqualTo("UNAVAILABLE: There was an error processing the identity token");
        assertThat(retryAfter()).isEqualTo("5");

        api.ca.throwing(new FailedException(Backend.AUDIT, "full"));
        assertThat(GrpcClient.status(failure(() -> client.ca().createSigningCertificate(EMPTY))))
                .isEqualTo("INTERNAL: The decision could not be recorded, so no certificate was issued");

        var bug = new StackOverflowError("secret");
        api.ca.throwing(bug);
        assertThat(GrpcClient.status(failure(() -> client.ca().createSigningCertificate(EMPTY))))
                .isEqualTo("INTERNAL: The request could not be processed");
        assertThat(List.of(api.answered(), api.answered(), api.answered()))
                .last()
                .satisfies(told -> assertThat(told.outcome().bug()).contains(bug));
    }

    @Test
    void withoutDetailsAnErrorIsCodeAndSentenceOnly() {
        try (var plain = RunningApi.usual();
                var other = new GrpcClient(plain.grpcPort())) {
            plain.ca.throwing(new RefusedException(Refusal.TOKEN_EXPIRED, "an hour ago"));

            var failure = failure(() -> other.ca().createSigningCertificate(EMPTY));

            assertThat(other.trailers().keys()).doesNotContain("grpc-status-details-bin");
            assertThat(GrpcClient.status(failure))
                    .isEqualTo("INVALID_ARGUMENT: There was an error processing the identity token");
        }
    }

    @Test
    void aCallTooManyIsAskedToComeBack() throws InterruptedException {
        var inside = new Semaphore(0);
        var mayLeave = new CountDownLatch(1);
        api.ca.doing(request -> {
            inside.release();
            awaitQuietly(mayLeave);
            return api.ca.issue();
        });
        var first = CompletableFuture.supplyAsync(
                () -> client.ca().createSigningCertificate(EMPTY), Thread::startVirtualThread);
        inside.acquire();

        var failure = failure(() -> client.ca().createSigningCertificate(EMPTY));

        assertThat(GrpcClient.status(failure))
                .isEqualTo("RESOURCE_EXHAUSTED: The service is at capacity, please try again");
        assertThat(retryAfter()).isEqualTo("1");
        assertThat(client.ca()
                        .getTrustBundle(GetTrustBundleRequest.getDefaultInstance())
                        .getChainsCount())
                .isEqualTo(1);

        mayLeave.countDown();
        assertThat(first.join().hasSignedCertificateEmbeddedSct()).isTrue();
    }

    @Test
    void aClientThatLeavesGetsNoAnswerAndGivesItsSeatBack() throws InterruptedException {
        var inside = new Semaphore(0);
        api.ca.doing(request -> {
            var left = new CountDownLatch(1);
            Context.current().addListener(context -> left.countDown(), Runnable::run);
            inside.release();
            awaitQuietly(left);
            return api.ca.issue();
        });
        var answer = CAGrpc.newFutureStub(client.channel()).createSigningCertificate(EMPTY);
        inside.acquire();

        answer.cancel(true);

        assertThat(api.answered().outcome().grpcCode()).isEqualTo(Status.Code.CANCELLED.value());
        api.ca.doing(request -> api.ca.issue());
        assertThat(client.ca()
                        .withWaitForReady()
                        .createSigningCertificate(EMPTY)
                        .hasSignedCertificateEmbeddedSct())
                .isTrue();
        assertThat(api.answered().outcome().grpcCode()).isZero();
        assertThat(api.answered).isEmpty();
    }

    @Test
    void theNameOfACallComesBackOnceHoweverItEnds() {
        client.ca("x-request-id", "mine").getTrustBundle(GetTrustBundleRequest.getDefaultInstance());
        assertThat(client.headers().getAll(GrpcCall.REQUEST_ID)).containsExactly("mine");
        assertThat(client.trailers().getAll(GrpcCall.REQUEST_ID)).isNull();

        failure(() -> client.call("x.Y/Z", new byte[0]));
        assertThat(client.trailers().get(GrpcCall.REQUEST_ID)).matches("[-_A-Za-z0-9]{8}");
    }

    @Test
    void aCallIsToldAsWhatItAskedFor() {
        var answer = client.ca("x-request-id", "mine").createSigningCertificate(EMPTY);
        failure(() -> client.call("x.Y/Z", new byte[0]));

        var told = api.answered();
        assertThat(api.started).containsExactly(Operation.CREATE_SIGNING_CERTIFICATE);
        assertThat(told.caller().protocol()).isEqualTo(Protocol.GRPC);
        assertThat(told.operation()).contains(Operation.CREATE_SIGNING_CERTIFICATE);
        assertThat(told.requestId()).isEqualTo("mine");
        assertThat(told.outcome().grpcCode()).isZero();
        assertThat(told.outcome().bytes()).isEqualTo(answer.getSerializedSize());
        assertThat(told.outcome().nanos()).isPositive();

        var unknown = api.answered();
        assertThat(unknown.operation()).isEmpty();
        assertThat(unknown.outcome().grpcCode()).isEqualTo(12);
    }

    private String retryAfter() {
        return client.trailers().get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER));
    }

    private static List<Any> details(StatusRuntimeException failure) {
        var status = StatusProto.fromThrowable(failure);
        assertThat(status).isNotNull();
        assertThat(status.getMessage()).isEqualTo(failure.getStatus().getDescription());
        return status.getDetailsList();
    }

    private static StatusRuntimeException failure(ThrowingCallable call) {
        var failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
