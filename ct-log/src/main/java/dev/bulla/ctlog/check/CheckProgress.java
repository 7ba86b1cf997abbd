/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

/** Is told how far the check is, by several threads. */
@FunctionalInterface
public interface CheckProgress {

    /** How many entries have been looked at, and how many there are to look at. */
    void checked(long entries, long all);
}
