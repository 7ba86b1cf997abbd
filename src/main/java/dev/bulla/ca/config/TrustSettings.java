/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.List;
import java.util.Map;

/** Whom to trust: the whole issuer configuration. */
public record TrustSettings(
        List<IssuerSettings> issuers, List<IssuerSettings> metaIssuers, Map<String, ProviderSettings> providers) {

    public TrustSettings {
        issuers = List.copyOf(issuers);
        metaIssuers = List.copyOf(metaIssuers);
        providers = Map.copyOf(providers);
    }
}
