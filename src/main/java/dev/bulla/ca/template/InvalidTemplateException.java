/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

/** A claim template that cannot be compiled, and where in it the trouble starts. */
public final class InvalidTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final int line;
    private final int column;

    InvalidTemplateException(String problem, String template, int at) {
        var before = template.substring(0, Math.min(at, template.length()));
        this(
                problem,
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                before.length() - before.lastIndexOf('\n'));
    }

    private InvalidTemplateException(String problem, int line, int column) {
        super("line " + line + ", column " + column + ": " + problem);
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The line within the template, from 1. */
    public int line() {
        return line;
    }

    /** The column within that line, from 1. */
    public int column() {
        return column;
    }
}
