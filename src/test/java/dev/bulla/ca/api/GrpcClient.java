/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import dev.sigstore.fulcio.v2.CAGrpc;
import dev.sigstore.fulcio.v2.CreateSigningCertificateRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A client of grpc-java on a connection of its own. It can send any bytes to any method, and it keeps what came with the answer. */
final class GrpcClient implements AutoCloseable {
    static final String SIGN = "dev.sigstore.fulcio.v2.CA/CreateSigningCertificate";

    static final String UNHEARD_OF = "unheard-of";

    private final ManagedChannel channel;
    private final AtomicReference<Metadata> headers = new AtomicReference<>();
    private final AtomicReference<Metadata> trailers = new AtomicReference<>();

    GrpcClient(int port) {
        channel = NettyChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .maxInboundMetadataSize(64 * 1024)
                .compressorRegistry(encodings())
                .build();
    }

    /**
     * Over TLS.
     *
     * @param root in PEM, the one authority to believe
     */
    GrpcClient(int port, String root) throws IOException {
        channel = NettyChannelBuilder.forAddress("localhost", port)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(new ByteArrayInputStream(root.getBytes(StandardCharsets.US_ASCII)))
                        .build())
                .build();
    }

    private static CompressorRegistry encodings() {
        var encodings = CompressorRegistry.newEmptyInstance();
        encodings.register(new Codec.Gzip());
        encodings.register(new UnheardOf());
        return encodings;
    }

    /** The published service, called with these metadata: key, value, key, value. */
    CAGrpc.CABlockingStub ca(String... metadata) {
        return CAGrpc.newBlockingStub(channel(metadata)).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    Channel channel(String... metadata) {
        var sent = new Metadata();
        for (var i = 0; i < metadata.length; i += 2) {
            sent.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
        }
        return ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(sent),
                MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
    }

    /** Sends bytes that need not be a message. */
    byte[] call(String method, byte[] message) {
        return ClientCalls.blockingUnaryCall(
                channel(),
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(MethodType.UNARY)
                        .setFullMethodName(method)
                        .setRequestMarshaller(new Raw())
                        .setResponseMarshaller(new Raw())
                        .build(),
                CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                message);
    }

    static CreateSigningCertificateRequest token(String token) {
        var request = CreateSigningCertificateRequest.newBuilder();
        request.getCredentialsBuilder().setOidcIdentityToken(token);
        return request.build();
    }

    static CreateSigningCertificateRequest sized(int bytes) {
        var request = CreateSigningCertificateRequest.newBuilder();
        var overhead = 5;
        return request.setCertificateSigningRequest(ByteString.copyFrom(new byte[bytes - overhead]))
                .build();
    }

    /** What the server sent in front of the last answer. */
    Metadata headers() {
        return Objects.requireNonNull(headers.get(), "no headers came");
    }

    /** What it sent behind it. */
    Metadata trailers() {
        return Objects.requireNonNull(trailers.get(), "no trailers came");
    }

    /** Code and sentence, as text. */
    static String status(StatusRuntimeException failure) {
        var status = failure.getStatus();
        return Code.forNumber(status.getCode().value()) + ": " + status.getDescription();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** An encoding that no server knows. */
    private static final class UnheardOf implements Compressor {
        @Override
        public String getMessageEncoding() {
            return UNHEARD_OF;
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return out;
        }
    }

    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("a message in memory", e);
            }
        }
    }
}
