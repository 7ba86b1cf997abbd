/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

/**
 * How signed envelopes are recorded that a client wants recorded as such. Since the summer of 2026 clients ask for signatures over
 * digests alone, and those of before and after do not verify what the other way leaves.
 */
public enum Envelopes {
    AS_ENVELOPES,
    AS_DIGESTS
}
