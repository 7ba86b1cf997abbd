/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Map;
import java.util.Optional;

/** Settings of the original whose feature does not exist here. They are refused by name and never ignored. */
public final class NotHere {
    private static final String KEY =
            "Bulla signs with keys from files (--ca=fileca) or a throwaway key (--ca=ephemeralca)";

    /** The flag and what to use instead. */
    public static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry(
                    "legacy-unix-domain-socket", "Bulla needs no socket between its HTTP and gRPC sides; leave it out"),
            Map.entry("kms-resource", KEY),
            Map.entry("kms-cert-chain-path", KEY),
            Map.entry("gcp-kms-retries", KEY),
            Map.entry("gcp-kms-timeout", KEY),
            Map.entry("tink-kms-resource", KEY),
            Map.entry("tink-cert-chain-path", KEY),
            Map.entry("tink-keyset-path", KEY),
            Map.entry("gcp_private_ca_parent", KEY),
            Map.entry("gcp_private_ca_version", KEY),
            Map.entry("hsm-caroot-id", KEY),
            Map.entry("hsm-key-label", KEY),
            Map.entry("aws-hsm-root-ca-path", KEY),
            Map.entry("pkcs11-config-path", KEY));

    private static final Map<String, String> AUTHORITIES =
            Map.of("kmsca", KEY, "tinkca", KEY, "pkcs11ca", KEY, "googleca", KEY);

    private NotHere() {}

    static Optional<String> insteadOfAuthority(String ca) {
        return Optional.ofNullable(AUTHORITIES.get(ca));
    }
}
