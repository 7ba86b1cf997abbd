/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The paths of the HTTP API. They match exactly, letter for letter, once the path is decoded. */
enum HttpRoute {
    SIGNING_CERTIFICATE("POST", "/api/v2/signingCert", Operation.CREATE_SIGNING_CERTIFICATE),
    TRUST_BUNDLE("GET", "/api/v2/trustBundle", Operation.GET_TRUST_BUNDLE),
    CONFIGURATION("GET", "/api/v2/configuration", Operation.GET_CONFIGURATION),
    LEGACY_SIGNING_CERTIFICATE("POST", "/api/v1/signingCert", Operation.LEGACY_CREATE_SIGNING_CERTIFICATE),
    LEGACY_ROOT_CERTIFICATE("GET", "/api/v1/rootCert", Operation.LEGACY_GET_ROOT_CERTIFICATE),
    HEALTH("GET", "/healthz", Operation.CHECK_HEALTH);

    private static final Map<String, HttpRoute> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(route -> route.path, Function.identity()));

    private final String method;
    private final String path;
    private final Operation operation;

    HttpRoute(String method, String path, Operation operation) {
        this.method = method;
        this.path = path;
        this.operation = operation;
    }

    static Optional<HttpRoute> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    boolean takes(String method) {
        return this.method.equals(method);
    }

    /** Whether a certificate is asked for here. */
    boolean signs() {
        return this == SIGNING_CERTIFICATE || this == LEGACY_SIGNING_CERTIFICATE;
    }

    Operation operation() {
        return operation;
    }
}
