/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.fault.RefusedException;

/**
 * What a rule made of a verified token: what the requester has to sign, and whom the certificate would speak for.
 *
 * <p>A token may be good and still not map to a certificate. That is told only to a requester who has proved possession of
 * a key, as the protocol orders its answers, so the refusal travels with the identity until then.
 */
public sealed interface Identity {

    /** The text whose signature proves possession of the key. */
    String challenge();

    record Named(String challenge, Principal principal) implements Identity {}

    record Unmapped(String challenge, RefusedException refusal) implements Identity {}
}
