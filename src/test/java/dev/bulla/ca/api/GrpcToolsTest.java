/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools ask a gRPC server besides its own service. */
class GrpcToolsTest {
    private static final String CA = "dev.sigstore.fulcio.v2.CA";

    private static final RunningApi API = RunningApi.usual();
    private static final GrpcClient CLIENT = new GrpcClient(API.grpcPort());

    @AfterAll
    static void stop() {
        CLIENT.close();
        API.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CA, "no.such.Service"})
    void everyServiceIsHealthy(String service) {
        var answer = HealthGrpc.newBlockingStub(CLIENT.channel())
                .check(HealthCheckRequest.newBuilder().setService(service).build());

        assertThat(answer.getStatus()).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void reflectionListsTheServices() {
        var answer = reflect(ServerReflectionRequest.newBuilder().setListServices(""));

        assertThat(answer.getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .containsExactlyInAnyOrder(
                        CA,
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection");
    }

    @Test
    void reflectionDescribesTheService() throws InvalidProtocolBufferException {
        var answer = reflect(ServerReflectionRequest.newBuilder().setFileContainingSymbol(CA));

        var file =
                FileDescriptorProto.parseFrom(answer.getFileDescriptorResponse().getFileDescriptorProto(0));
        assertThat(file.getPackage()).isEqualTo("dev.sigstore.fulcio.v2");
        assertThat(file.getService(0).getMethodList())
                .extracting(method -> method.getName())
                .containsExactly("CreateSigningCertificate", "GetTrustBundle", "GetConfiguration");
    }

    @Test
    void reflectionAnswersUnderItsFirstNameToo() {
        var answers = new Awaited<io.grpc.reflection.v1alpha.ServerReflectionResponse>();
        var requests = io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(CLIENT.channel())
                .serverReflectionInfo(answers);

        requests.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(CA)
                .build());

        assertThat(answers.first().getFileDescriptorResponse().getFileDescriptorProtoList())
                .isNotEmpty();
        requests.onCompleted();
    }

    private static ServerReflectionResponse reflect(ServerReflectionRequest.Builder request) {
        var answers = new Awaited<ServerReflectionResponse>();
        var requests = ServerReflectionGrpc.newStub(CLIENT.channel()).serverReflectionInfo(answers);
        requests.onNext(request.build());
        var answer = answers.first();
        requests.onCompleted();
        return answer;
    }

    private static final class Awaited<T> implements StreamObserver<T> {
        private final CompletableFuture<T> first = new CompletableFuture<>();

        T first() {
            return first.orTimeout(20, TimeUnit.SECONDS).join();
        }

        @Override
        public void onNext(T value) {
            first.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            first.completeExceptionally(new IllegalStateException("ended without an answer"));
        }
    }
}
