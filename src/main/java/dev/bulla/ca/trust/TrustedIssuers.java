/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everyone we believe. Issuers are compared as text, byte for byte: a trailing slash makes another issuer. */
public final class TrustedIssuers {
    private final Map<String, TrustedIssuer> byUrl;

    public TrustedIssuers(Collection<TrustedIssuer> issuers) {
        this.byUrl = issuers.stream().collect(Collectors.toUnmodifiableMap(TrustedIssuer::url, Function.identity()));
    }

    public TrustedIssuer of(String url) {
        var issuer = byUrl.get(url);
        if (issuer == null) {
            throw new RefusedException(Refusal.ISSUER_UNKNOWN, "the issuer of the token is not configured");
        }
        return issuer;
    }
}
