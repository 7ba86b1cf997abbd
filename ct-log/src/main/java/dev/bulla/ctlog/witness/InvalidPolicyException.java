/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.io.Serial;
import java.util.List;

/** A policy that cannot be followed, with everything that is wrong with it. */
public final class InvalidPolicyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidPolicyException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each with the line that it stands in. */
    public List<String> problems() {
        return problems;
    }
}
