/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import dev.bulla.ca.outbound.Call;
import java.net.URI;
import java.util.Map;

/** The server that every machine of Google's cloud has for itself, and that tells it who it is. */
record GoogleMetadata(Machine machine) {
    private static final String HOST = "metadata.google.internal";

    /** What is asked of the account that the machine runs as. */
    Call about(String place, String what) throws NoTokenException {
        var host = machine.variable("GCE_METADATA_HOST").orElse(HOST);
        return Call.get(
                address(place, "http://" + host + "/computeMetadata/v1/instance/service-accounts/default/" + what),
                Map.of("Metadata-Flavor", "Google"),
                Question.LIMITS);
    }

    private static URI address(String place, String text) throws NoTokenException {
        return Question.address(place, text);
    }
}
