/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who of an issuer's users may have certificates, and how many.
 *
 * @param quota       of all of them together
 * @param perIdentity of each
 * @param identities  how many of them are remembered for it
 * @param replayGuard how many used tokens are remembered; empty where tokens may be used again
 */
public record AccessSettings(
        List<RuleSettings> rules,
        Optional<Rate> quota,
        Optional<Rate> perIdentity,
        int identities,
        OptionalInt replayGuard) {
    static final int USUAL_MEMORY = 100_000;

    public AccessSettings {
        rules = List.copyOf(rules);
    }

    AccessSettings withoutPlaces() {
        return new AccessSettings(
                rules.stream().map(RuleSettings::withoutPlace).toList(), quota, perIdentity, identities, replayGuard);
    }

    /**
     * A rule, not compiled yet.
     *
     * @param condition  in CEL
     * @param place      where the condition stands
     * @param denies     whether it turns away whom it matches, or lets them in
     * @param reason     told to whom it turns away; may be empty
     */
    public record RuleSettings(
            String name, Place place, String condition, boolean denies, String reason, boolean dryRun) {

        RuleSettings withoutPlace() {
            return new RuleSettings(name, Place.NOWHERE, condition, denies, reason, dryRun);
        }
    }

    public record Rate(int requests, Duration period) {}
}
