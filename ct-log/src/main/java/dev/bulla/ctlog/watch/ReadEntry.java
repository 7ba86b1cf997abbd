/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.merkle.Hash;

/**
 * An entry as a log gave it.
 *
 * @param leaf the hash of its leaf, worked out from what was given
 */
record ReadEntry(TimestampedEntry entry, Hash leaf) {}
