/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/** The moments at which a crash is worth a test, in their order. */
public enum DurableStep {
    BATCH_CUT,
    RECORD_BUILT,
    RECORD_DURABLE,
    SNAPSHOT_VISIBLE,
    PLACES_TOLD,
    TILES_DURABLE,
    CHECKPOINT_REPLACED,
    BASE_DURABLE,
    JOURNAL_FORGOTTEN,
    ANCHOR_REPLACED
}
