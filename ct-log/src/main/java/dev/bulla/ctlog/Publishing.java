/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

/** When readers see a checkpoint. Promises wait for witnesses in neither case. */
public enum Publishing {
    /** At once; cosignatures are added when enough witnesses have signed. */
    IMMEDIATE,
    /** When enough witnesses have signed it. */
    WITNESSED
}
