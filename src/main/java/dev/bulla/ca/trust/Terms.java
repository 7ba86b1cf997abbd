/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.rules.RuleSet;

/**
 * On what terms the requesters of an issuer get certificates. They are carried with the issuer, like everything that was
 * configured for it.
 *
 * @param rules  who may have one
 * @param quotas how many may be asked for
 * @param guard  whether a token may be used again
 */
public record Terms(RuleSet rules, Quotas quotas, ReplayGuard guard) {
    /** Whoever has a token may have a certificate, as often as they like. */
    public static final Terms NONE = new Terms(RuleSet.NONE, Quotas.none(), ReplayGuard.OFF);
}
