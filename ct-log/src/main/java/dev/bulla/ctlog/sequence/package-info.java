/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Where submissions become the log: queue, batch, durable record, and the snapshot that all readers see.
 *
 * <p>One thread decides the order. A submission has its place when its batch is durable and the snapshot that holds it is
 * the one that readers get; nobody hears of a place before.
 */
@NullMarked
package dev.bulla.ctlog.sequence;

import org.jspecify.annotations.NullMarked;
