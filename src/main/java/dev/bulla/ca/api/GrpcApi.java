/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.pace.Pause;
import dev.bulla.ca.pace.WalksInFlight.Seat;
import dev.bulla.ca.x509.Bytes;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.Configuration;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.GetConfigurationRequest;
import dev.sigstore.fulcio.v2.GetTrustBundleRequest;
import dev.sigstore.fulcio.v2.SigningCertificate;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/** The published service over gRPC. */
final class GrpcApi {
    private final CaService service;
    private final GrpcAnswers answers = new GrpcAnswers();
    private final Prepared<List<IssuerListing>, Configuration> configuration =
            new Prepared<>(GrpcAnswers::configuration);

    GrpcApi(CaService service) {
        this.service = service;
    }

    ServerServiceDefinition service(Answers errors) {
        return new GrpcMethods(CAGrpc.getServiceDescriptor(), errors)
                .add(
                        CAGrpc.getCreateSigningCertificateMethod(),
                        CreateSigningCertificateRequest.getDefaultInstance(),
                        this::sign)
                .add(
                        CAGrpc.getGetTrustBundleMethod(),
                        GetTrustBundleRequest.getDefaultInstance(),
                        request -> answers.trustBundle(service.chain().get()))
                .add(
                        CAGrpc.getGetConfigurationMethod(),
                        GetConfigurationRequest.getDefaultInstance(),
                        request -> configuration.of(service.issuers().get()))
                .service();
    }

    private SigningCertificate sign(CreateSigningCertificateRequest request) {
        var call = GrpcCall.current();
        try (var _ = enter(call.requestId())) {
            var asked = message(request).named(call.requestId(), call.token());
            return GrpcAnswers.certificate(service.issue().apply(asked));
        }
    }

    /** On a connection with other calls, who finds no room is held back by holding back the answer. */
    private Seat enter(String id) {
        try {
            return service.enter(id);
        } catch (RefusedException e) {
            Pause.pass();
            throw e;
        }
    }

    private static SigningMessage message(CreateSigningCertificateRequest request) {
        var key = request.getPublicKeyRequest();
        return new SigningMessage(
                request.getCredentials().getOidcIdentityToken(),
                Bytes.of(request.getCertificateSigningRequest().toByteArray()),
                Bytes.of(key.getPublicKey().getContentBytes().toByteArray()),
                Bytes.of(key.getProofOfPossession().toByteArray()));
    }
}
