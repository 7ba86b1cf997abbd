/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import java.util.Arrays;
import java.util.Optional;

/** A version of the bundle's form. They differ in what must be there. */
enum BundleVersion {
    V0_1("application/vnd.dev.sigstore.bundle+json;version=0.1"),
    V0_2("application/vnd.dev.sigstore.bundle+json;version=0.2"),
    V0_3("application/vnd.dev.sigstore.bundle.v0.3+json");

    private static final String V0_3_IN_OLD_STYLE = "application/vnd.dev.sigstore.bundle+json;version=0.3";

    private final String mediaType;

    BundleVersion(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<BundleVersion> of(String mediaType) {
        return mediaType.equals(V0_3_IN_OLD_STYLE)
                ? Optional.of(V0_3)
                : Arrays.stream(values())
                        .filter(it -> it.mediaType.equals(mediaType))
                        .findFirst();
    }

    String mediaType() {
        return mediaType;
    }
}
