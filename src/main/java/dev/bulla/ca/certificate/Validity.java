/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.policy.Profile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when to when, both inclusive, in the whole seconds that certificates know. */
record Validity(Instant notBefore, Instant notAfter) {

    /** The validity of a certificate made now. It comes from one reading of the clock, so its length is exact. */
    static Validity from(Instant now, Profile profile) {
        var notBefore = now.minus(profile.backdating()).truncatedTo(ChronoUnit.SECONDS);
        return new Validity(notBefore, notBefore.plusSeconds(profile.lifetime().toSeconds()));
    }
}
