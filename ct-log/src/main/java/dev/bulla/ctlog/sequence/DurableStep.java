/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/** The moments at which a crash is worth a test, in their order: first those of a commit, then those of an export. */
public enum DurableStep {
    BATCH_CUT,
    RECORD_BUILT,
    RECORD_DURABLE,
    SNAPSHOT_VISIBLE,
    PLACES_TOLD,

    ANCHOR_REPLACED,
    TILES_DURABLE,
    CHECKPOINT_REPLACED,
    BASE_DURABLE,
    JOURNAL_FORGOTTEN,
    PARTIALS_REMOVED
}
