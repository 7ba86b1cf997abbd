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
    WATCH_HEALTH(Names.HEALTH, "Watch");

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

    /** Whether one message is answered by one message. */
    public boolean unary() {
        return this != WATCH_HEALTH;
    }

    String fullName() {
        return service + '/' + method;
    }

    static Optional<Operation> named(String fullName) {
        for (var operation : values()) {
            if (operation.fullName().equals(fullName)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static final class Names {
        static final String CA = "dev.sigstore.fulcio.v2.CA";
        static final String HEALTH = "grpc.health.v1.Health";
    }
}
