/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

/** Where an issuer may be asked without TLS. Whoever can change such an answer can make certificates for anyone. */
public enum PlainHttp {
    /** On this machine only, and only if the issuer itself is there. */
    LOOPBACK,
    /** Anywhere: an operator has said so for this issuer. */
    ANYWHERE
}
