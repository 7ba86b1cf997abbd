/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.util.List;
import java.util.Optional;

/**
 * Where a client signs: a Sigstore signing configuration. Of each kind any one service will do, since some clients refuse to
 * be told otherwise.
 *
 * @param oidcUrls where people log in
 * @param rekorTlogUrls logs of signatures; clients of some kinds cannot do without one
 */
public record SigningConfig(
        List<Service> caUrls, List<Service> oidcUrls, List<Service> rekorTlogUrls, List<Service> tsaUrls) {
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.signingconfig.v0.2+json";

    public SigningConfig {
        caUrls = List.copyOf(caUrls);
        oidcUrls = List.copyOf(oidcUrls);
        rekorTlogUrls = List.copyOf(rekorTlogUrls);
        tsaUrls = List.copyOf(tsaUrls);
    }

    /**
     * @param url of an authority or a log its base, of a time-stamping authority the whole address
     * @param majorApiVersion 1 for everything but logs of signatures, of which there are two
     */
    public record Service(String url, int majorApiVersion, Validity validity, Optional<String> operator) {}
}
