/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An issuer configuration with issuers that nobody can have (RFC 2606) beside those that are used. */
final class ManyIssuers {
    private static final String BEGINNING = "oidc-issuers:\n";

    /** So many are played. */
    static final int PLAYED = 2;

    private ManyIssuers() {}

    /** @param used configuration of the issuers that are played */
    static String with(String used, long count) {
        if (!used.startsWith(BEGINNING)) {
            throw new IllegalArgumentException("the configuration does not begin with its issuers");
        }
        var others = LongStream.range(PLAYED, count)
                .mapToObj("https://issuer-%d.bench.invalid"::formatted)
                .map(url -> "  %1$s:\n    issuer-url: %1$s\n    client-id: sigstore\n    type: email\n".formatted(url))
                .collect(Collectors.joining());
        return BEGINNING + others + used.substring(BEGINNING.length());
    }
}
