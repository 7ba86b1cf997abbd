/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.Map;
import java.util.Optional;

/** What kind of thing a statement says: a URI, or a name that clients have for one. */
final class PredicateType {
    static final String HELP =
            "Types with names: slsaprovenance1, slsaprovenance02, slsaprovenance (0.2 as well), spdx, spdxjson,"
                    + " cyclonedx, link, vuln, openvex, custom.";

    private static final String SLSA_0_2 = "https://slsa.dev/provenance/v0.2";
    private static final String SPDX = "https://spdx.dev/Document";
    private static final Map<String, String> NAMED = Map.of(
            "slsaprovenance", SLSA_0_2,
            "slsaprovenance02", SLSA_0_2,
            "slsaprovenance1", "https://slsa.dev/provenance/v1",
            "spdx", SPDX,
            "spdxjson", SPDX,
            "cyclonedx", "https://cyclonedx.org/bom",
            "link", "https://in-toto.io/Link/v1",
            "vuln", "https://cosign.sigstore.dev/attestation/vuln/v1",
            "openvex", "https://openvex.dev/ns",
            "custom", "https://cosign.sigstore.dev/attestation/v1");

    private PredicateType() {}

    static String of(String typed) {
        return Optional.ofNullable(NAMED.get(typed)).orElseGet(() -> {
            CommandFailedException.expect(
                    typed.matches("[a-z][a-z0-9+.-]*:[^\\s]+"), "--type is neither a URI nor a name. " + HELP);
            return typed;
        });
    }
}
