/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import com.google.protobuf.ByteString;
import dev.bulla.ca.bench.load.Identities;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import dev.sigstore.fulcio.v2.PublicKeyAlgorithm;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a server on this machine for certificates in the protocol's other way. */
final class GrpcSigningClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final ManagedChannel channel;
    private final Identities identities;

    GrpcSigningClient(int port, Identities identities) {
        this.channel = Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .build();
        this.identities = identities;
    }

    /** The chain, leaf first, for the requester with this number. */
    List<String> request(int number) {
        var key = ClientKey.fresh();
        var request = CreateSigningCertificateRequest.newBuilder();
        request.getCredentialsBuilder().setOidcIdentityToken(identities.token(number));
        var proven = request.getPublicKeyRequestBuilder();
        proven.getPublicKeyBuilder().setAlgorithm(PublicKeyAlgorithm.ECDSA).setContent(key.publicPem());
        proven.setProofOfPossession(
                ByteString.copyFrom(key.prove(identities.of(number).challenge())));
        try {
            var answer = CAGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .createSigningCertificate(request.build());
            var chain = List.copyOf(
                    answer.getSignedCertificateEmbeddedSct().getChain().getCertificatesList());
            key.mustBeIn(chain);
            return chain;
        } catch (StatusRuntimeException e) {
            throw new CommandFailedException("over gRPC: " + e.getStatus().getCode() + ": "
                    + e.getStatus().getDescription());
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
