/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

/**
 * A rule as an operator wrote it.
 *
 * @param name      how records, metrics and explanations call it
 * @param condition what must hold for it to match, in CEL
 * @param reason    what a requester is told whom it turns away; may be empty
 * @param dryRun    whether it is only recorded what it would have decided
 */
public record RuleText(String name, Effect effect, String condition, String reason, boolean dryRun) {

    /** What a rule that matches does. */
    public enum Effect {
        ALLOW,
        DENY
    }
}
