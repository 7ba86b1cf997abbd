/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.pace.Allowance;
import java.time.Duration;
import java.time.InstantSource;

/**
 * On what terms an issuer is asked for its keys. Issuers of one pattern share all of it.
 *
 * @param lifetime how long keys are believed while nobody can tell newer ones
 * @param first    how often issuers may be asked of which we have no keys
 * @param health   told how it went
 */
public record KeyTerms(
        Duration lifetime, WaitingRoom room, Allowance first, IssuerHealth health, InstantSource clock) {}
