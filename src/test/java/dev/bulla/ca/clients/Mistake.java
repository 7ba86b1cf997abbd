/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.util.Map;

/** What a verifier of a build's signature may get wrong, by the name that tables have for it. */
final class Mistake {
    static final String IDENTITY = "https://github.com/eve/engine";

    private Mistake() {}

    /** What it is then asked for instead. */
    static Map<String, String> of(String what, Lab lab, Workpiece piece) {
        return switch (what) {
            case "wrong identity" -> Map.of("identity", IDENTITY);
            case "wrong issuer" -> Map.of("issuer", lab.issuers().people());
            case "other artifact" -> Map.of("artifact", piece.other().toString());
            default ->
                Map.of("trustedRoot", lab.trustedRoot(Believed.named(what)).toString());
        };
    }
}
