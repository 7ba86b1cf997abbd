/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * From hashes to places: which entry has this leaf hash, and which one is the same submission as this.
 *
 * <p>The index is derived from the log and holds eight bytes of each hash, so what it answers are candidates: whoever asks
 * reads the entry and compares. A damaged or a stale index can thus cost a "not found" or a second entry of one submission,
 * and never a false statement. What is missing is made again from the entries.
 *
 * <p>Each entry takes 26 bytes on disk. The youngest are in memory; full blocks of 4,096 become sorted files that never change,
 * and sixteen neighbours become one, so that ten million entries are some thirty files and a look-up asks each of them once.
 */
@NullMarked
package dev.bulla.ctlog.index;

import org.jspecify.annotations.NullMarked;
