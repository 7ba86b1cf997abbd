/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.discovery.KeyTerms;
import dev.bulla.ca.discovery.WaitingRoom;
import dev.bulla.ca.pace.Allowance;
import dev.bulla.ca.pace.Cores;
import java.time.Duration;
import java.time.InstantSource;

/** The terms on which a server with the usual settings asks an issuer. */
public final class TestTerms {
    private TestTerms() {}

    public static KeyTerms with(Cores cores, InstantSource clock) {
        return new KeyTerms(
                Duration.ofHours(24),
                WaitingRoom.quarterOf(2048, cores),
                new Allowance(30, Duration.ofSeconds(1), clock),
                new IssuerHealth(clock),
                clock);
    }
}
