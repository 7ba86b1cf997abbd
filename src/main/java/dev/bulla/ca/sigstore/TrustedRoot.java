/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.util.List;

/**
 * Whom a verifier believes: a Sigstore trusted root.
 *
 * @param tlogs logs of signatures
 * @param certificateAuthorities who certifies keys
 * @param ctlogs logs of certificates
 * @param timestampAuthorities who says when something was signed
 */
public record TrustedRoot(
        List<LogInstance> tlogs,
        List<Authority> certificateAuthorities,
        List<LogInstance> ctlogs,
        List<Authority> timestampAuthorities) {
    /** The one spelling that every client takes. */
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    public TrustedRoot {
        tlogs = List.copyOf(tlogs);
        certificateAuthorities = List.copyOf(certificateAuthorities);
        ctlogs = List.copyOf(ctlogs);
        timestampAuthorities = List.copyOf(timestampAuthorities);
    }
}
