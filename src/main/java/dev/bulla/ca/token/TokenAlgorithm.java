/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The algorithms an issuer may sign with, whatever else it announces: never {@code none}, never a shared secret. Names are
 * compared as written.
 */
enum TokenAlgorithm {
    RS256(JWSAlgorithm.RS256),
    RS384(JWSAlgorithm.RS384),
    RS512(JWSAlgorithm.RS512),
    PS256(JWSAlgorithm.PS256),
    PS384(JWSAlgorithm.PS384),
    PS512(JWSAlgorithm.PS512),
    ES256(JWSAlgorithm.ES256),
    ES384(JWSAlgorithm.ES384),
    ES512(JWSAlgorithm.ES512),
    EDDSA(JWSAlgorithm.EdDSA);

    /** What an issuer means that announces nothing, or nothing we accept. */
    static final Set<TokenAlgorithm> UNANNOUNCED = EnumSet.of(RS256);

    static final Set<TokenAlgorithm> OF_RSA_KEYS = EnumSet.range(RS256, PS512);

    private static final Map<String, TokenAlgorithm> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(a -> a.header.getAlgorithm().getName(), Function.identity()));

    private final JWSHeader header;

    TokenAlgorithm(JWSAlgorithm algorithm) {
        this.header = new JWSHeader(algorithm);
    }

    static Optional<TokenAlgorithm> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** A header that says the algorithm and nothing else: the library verifies, and judges no header of a token. */
    JWSHeader header() {
        return header;
    }
}
