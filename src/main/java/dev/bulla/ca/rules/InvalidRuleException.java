/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

/** A condition that cannot become a rule, with the place of the first fault in its text. */
public final class InvalidRuleException extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    InvalidRuleException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /**
     * @param line   of the condition, from 1; less if the fault is that of the whole
     * @param column from 0
     */
    static InvalidRuleException at(int line, int column, String problem) {
        return new InvalidRuleException(
                line < 1 ? problem : problem + " (line " + line + ", column " + (column + 1) + ")");
    }

    /** What is wrong and where in the condition. */
    public String problem() {
        return problem;
    }
}
