/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a workload (SPIFFE-ID, section 2).
 *
 * @param trustDomain who vouches for the workload
 */
record SpiffeId(String trustDomain) {
    private static final String SCHEME = "spiffe://";
    private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]+");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");

    /** Empty if the text is no SPIFFE ID. */
    static Optional<SpiffeId> parse(String text) {
        if (!text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        var segments = text.substring(SCHEME.length()).split("/", -1);
        for (var i = 1; i < segments.length; i++) {
            if (!SEGMENT.matcher(segments[i]).matches() || segments[i].equals(".") || segments[i].equals("..")) {
                return Optional.empty();
            }
        }
        return TRUST_DOMAIN.matcher(segments[0]).matches() ? Optional.of(new SpiffeId(segments[0])) : Optional.empty();
    }
}
