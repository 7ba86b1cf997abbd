/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * What a set of rules says to a requester.
 *
 * @param rule   the rule that decided, where one did
 * @param reason what the operator wrote for whom it turns away; may be empty
 * @param failed why a rule could not be evaluated, in one word
 */
public record Ruling(Outcome outcome, Optional<RuleText> rule, String reason, Optional<String> failed) {
    static final Ruling UNRULED = new Ruling(Outcome.UNRULED, Optional.empty(), "", Optional.empty());

    /** How the decision came about. */
    public enum Outcome {
        /** No rule denied, and there is no allow rule: everyone may. */
        UNRULED,
        /** An allow rule matched and no deny rule did. */
        ALLOWED,
        /** A deny rule matched. */
        DENIED,
        /** There are allow rules, and none matched. */
        NOT_ALLOWED,
        /** A rule could not be evaluated. */
        FAILED;

        /** As records and metrics write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Ruling by(Outcome outcome, Rule rule) {
        return new Ruling(outcome, Optional.of(rule.text()), rule.text().reason(), Optional.empty());
    }

    static Ruling notAllowed(String reason) {
        return new Ruling(Outcome.NOT_ALLOWED, Optional.empty(), reason, Optional.empty());
    }

    /** Why a rule fails is told to the operator and not to the requester, nor is what the rule would say. */
    static Ruling failed(Rule rule, String code) {
        return new Ruling(Outcome.FAILED, Optional.of(rule.text()), "", Optional.of(code));
    }

    public boolean refuses() {
        return switch (outcome) {
            case UNRULED, ALLOWED -> false;
            case DENIED, NOT_ALLOWED, FAILED -> true;
        };
    }

    /** The name of the rule that decided, or the empty text. */
    public String ruleName() {
        return rule.map(RuleText::name).orElse("");
    }
}
