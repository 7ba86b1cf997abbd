/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;
import java.util.List;

/** A policy about logs and witnesses that cannot be followed. */
public final class UnusablePolicyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    UnusablePolicyException(List<String> problems, Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong with it, each with its line. */
    public List<String> problems() {
        return problems;
    }
}
