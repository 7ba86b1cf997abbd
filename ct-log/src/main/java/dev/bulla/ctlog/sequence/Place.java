/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/**
 * Where an entry stands in the log, and since when.
 *
 * @param timestamp milliseconds since the epoch
 */
public record Place(long index, long timestamp) {}
