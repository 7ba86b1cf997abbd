/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.Status;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.LogReceipt;
import dev.sigstore.fulcio.v2.CertificateChain;
import dev.sigstore.fulcio.v2.Configuration;
import dev.sigstore.fulcio.v2.OIDCIssuer;
import dev.sigstore.fulcio.v2.SigningCertificate;
import dev.sigstore.fulcio.v2.SigningCertificateDetachedSCT;
import dev.sigstore.fulcio.v2.SigningCertificateEmbeddedSCT;
import dev.sigstore.fulcio.v2.TrustBundle;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.util.List;

/** Answers as messages of the published protocol. */
final class GrpcAnswers {
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<Status> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

    private final Prepared<IssuingChain, TrustBundle> trustBundle = new Prepared<>(GrpcAnswers::bundle);

    static SigningCertificate certificate(IssuedCertificate issued) {
        var chain = CertificateChain.newBuilder().addAllCertificates(issued.pemChain());
        var answer = SigningCertificate.newBuilder();
        return switch (issued.receipt()) {
            case LogReceipt.Logged logged ->
                answer.setSignedCertificateEmbeddedSct(
                                SigningCertificateEmbeddedSCT.newBuilder().setChain(chain))
                        .build();
            case LogReceipt.NotLogged none ->
                answer.setSignedCertificateDetachedSct(SigningCertificateDetachedSCT.newBuilder()
                                .setChain(chain)
                                .setSignedCertificateTimestamp(ByteString.EMPTY))
                        .build();
        };
    }

    TrustBundle trustBundle(IssuingChain chain) {
        return trustBundle.of(chain);
    }

    private static TrustBundle bundle(IssuingChain chain) {
        return TrustBundle.newBuilder()
                .addChains(CertificateChain.newBuilder().addAllCertificates(chain.bundlePem()))
                .build();
    }

    static Configuration configuration(List<IssuerListing> issuers) {
        var configuration = Configuration.newBuilder();
        issuers.forEach(issuer -> configuration.addIssuers(message(issuer)));
        return configuration.build();
    }

    private static OIDCIssuer message(IssuerListing issuer) {
        var message = OIDCIssuer.newBuilder()
                .setAudience(issuer.audience())
                .setChallengeClaim(issuer.challengeClaim())
                .setSpiffeTrustDomain(issuer.spiffeTrustDomain())
                .setIssuerType(issuer.type())
                .setSubjectDomain(issuer.subjectDomain())
                .setSkipEmailVerification(issuer.skipEmailVerification());
        return issuer.wildcard()
                ? message.setWildcardIssuerUrl(issuer.url()).build()
                : message.setIssuerUrl(issuer.url()).build();
    }

    /** Code, sentence and, where a reason is told, who said so about which request. */
    static StatusRuntimeException error(Answer answer, String requestId, boolean details) {
        var trailers = new Metadata();
        answer.retryAfter().ifPresent(pause -> trailers.put(RETRY_AFTER, Long.toString(pause.toSeconds())));
        if (details) {
            answer.reason().ifPresent(reason -> trailers.put(DETAILS, detailed(answer, reason, requestId)));
        }
        return answer.code()
                .toStatus()
                .withDescription(answer.message())
                .withCause(answer.bug().orElse(null))
                .asRuntimeException(trailers);
    }

    private static Status detailed(Answer answer, Reason reason, String requestId) {
        return Status.newBuilder()
                .setCode(answer.code().value())
                .setMessage(answer.message())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason.name())
                        .setDomain(Answers.DOMAIN)
                        .putAllMetadata(reason.metadata())
                        .build()))
                .addDetails(Any.pack(
                        RequestInfo.newBuilder().setRequestId(requestId).build()))
                .build();
    }
}
