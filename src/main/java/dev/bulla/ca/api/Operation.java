/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.util.Optional;

/** What can be asked for, under the names of the gRPC services: metrics count requests over HTTP under them too. */
public enum Operation {
    CREATE_SIGNING_CERTIFICATE(Names.CA, "CreateSigningCertificate"),
    GET_TRUST_BUNDLE(Names.CA, "GetTrustBundle"),
    GET_CONFIGURATION(Names.CA, "GetConfiguration"),
    CHECK_HEALTH(Names.HEALTH, "Check"),
    LIST_HEALTH(Names.HEALTH, "List"),
    WATCH_HEALTH(Names.HEALTH, "Watch"),
    /** The first version of the protocol can be asked over HTTP only. */
    LEGACY_CREATE_SIGNING_CERTIFICATE(Names.LEGACY_CA, "CreateSigningCertificate"),
    LEGACY_GET_ROOT_CERTIFICATE(Names.LEGACY_CA, "GetRootCertificate");

    private final String service;
    private final String method;

    Operation(String service, String method) {
        this.service = service;
        this.method = method;
    }

    public String service() {
        return service;
    }

    public String method() {
        return method;
    }

    /** Whether it belongs to the first version of the protocol, which few ask for. */
    public boolean legacy() {
        return service.equals(Names.LEGACY_CA);
    }

    /** Whether one message is answered by one message. */
    public boolean unary() {
        return this != WATCH_HEALTH;
    }

    String fullName() {
        return service + '/' + method;
    }

    /** What a method of gRPC stands for. */
    static Optional<Operation> named(String fullName) {
        for (var operation : values()) {
            if (!operation.legacy() && operation.fullName().equals(fullName)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static final class Names {
        static final String LEGACY_CA = "dev.sigstore.fulcio.v1beta.CA";
        static final String CA = "dev.sigstore.fulcio.v2.CA";
        static final String HEALTH = "grpc.health.v1.Health";
    }
}
