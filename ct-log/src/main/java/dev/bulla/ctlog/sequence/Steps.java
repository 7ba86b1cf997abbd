/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/** Hears of each durable step, in the thread that takes it. Only tests have a use for that. */
@FunctionalInterface
public interface Steps {
    Steps IGNORED = step -> {};

    void reached(DurableStep step);
}
