/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;

/** Says that the process lives, whichever service is asked about. Whether it is ready is told on the admin port. */
final class GrpcHealth {
    private static final HealthCheckResponse SERVING =
            HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();

    private GrpcHealth() {}

    static ServerServiceDefinition service(Answers answers) {
        return new GrpcMethods(HealthGrpc.getServiceDescriptor(), answers)
                .add(HealthGrpc.getCheckMethod(), HealthCheckRequest.getDefaultInstance(), request -> SERVING)
                .service();
    }
}
