/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

/** What becomes of a log of which nobody here knows whether it went on after the backup, or of which somebody knows that it did. */
public enum Unanchored {
    /** Nothing is restored. */
    REFUSED,

    /** It goes on where nothing knows of more: whoever restores it says that it took nothing after the backup. */
    NEWEST,

    /** It has ended, is only read, and another follows it. */
    ENDED
}
