/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.bulla.ca.rules.Result.Evaluated;
import dev.bulla.ca.rules.Result.Failed;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/** A rule whose condition was compiled and type-checked. Only {@link RuleCompiler} makes one. */
public final class Rule {
    private final RuleText text;
    private final CelRuntime.Program program;

    Rule(RuleText text, CelRuntime.Program program) {
        this.text = text;
        this.program = program;
    }

    public RuleText text() {
        return text;
    }

    /** @param claims how many of them there are */
    Result evaluate(Map<String, Object> variables, int claims) {
        var budget = new Budget(claims);
        try {
            var value = program.trace(variables, budget);
            if (budget.isExceeded()) {
                return tooExpensive();
            }
            return value instanceof Boolean matches
                    ? matches ? Evaluated.MATCHED : Evaluated.NOT_MATCHED
                    : new Failed("NOT_A_BOOL", "the condition is neither true nor false");
        } catch (CelEvaluationException e) {
            return budget.isExceeded()
                    ? tooExpensive()
                    : new Failed(e.getErrorCode().name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What an engine did not foresee must not let anyone in, and is not worth a 500 either.
            return new Failed("INTERNAL_ERROR", e.toString());
        }
    }

    private static Failed tooExpensive() {
        return new Failed(
                "TOO_EXPENSIVE", "the condition looks at more than " + Budget.MOST + " characters and values");
    }
}
