/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import java.util.List;

/**
 * A verdict with what became of every rule, also of those that decided nothing. It may repeat claims.
 *
 * @param rules in the order in which they are asked: those that deny, then those that allow
 */
public record Explanation(Verdict verdict, List<Finding> rules) {
    public Explanation {
        rules = List.copyOf(rules);
    }

    public record Finding(RuleText rule, Result result) {}
}
