/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

/** Both documents in one, as sigstore-python takes them. */
public record ClientTrustConfig(TrustedRoot trustedRoot, SigningConfig signingConfig) {
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json";
}
