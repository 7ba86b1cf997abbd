/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.rules.Ruling;
import dev.bulla.ca.rules.Verdict;

/**
 * A requester whom the operator's rules turn away. The sentence ends with the operator's own reason; the message names the rule.
 */
public final class RuledOutException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    RuledOutException(Verdict verdict) {
        super(Refusal.IDENTITY_NOT_ALLOWED, sentence(verdict.ruling()), detail(verdict.ruling()));
        this.verdict = verdict;
    }

    private static String sentence(Ruling ruling) {
        var usual = Refusal.IDENTITY_NOT_ALLOWED.sentence();
        return ruling.reason().isEmpty() ? usual : usual + ": " + ruling.reason();
    }

    private static String detail(Ruling ruling) {
        return switch (ruling.outcome()) {
            case DENIED -> "rule " + ruling.ruleName() + " denies it";
            case FAILED ->
                "rule " + ruling.ruleName() + " cannot be evaluated: "
                        + ruling.failed().orElse("");
            case NOT_ALLOWED -> "no rule allows it";
            case UNRULED, ALLOWED -> throw new IllegalArgumentException("a requester who may is not ruled out");
        };
    }

    /** What the rules said. */
    public Verdict verdict() {
        return verdict;
    }
}
