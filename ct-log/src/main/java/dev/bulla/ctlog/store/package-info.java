/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a log must never lose, and the promises of the places that keep it.
 *
 * <p>The journal is the truth: a batch belongs to the log when, and only when, the journal has it. Everything else (tiles,
 * checkpoint, issuers' copies, indexes) is derived from it or written before it, and can be written again with the same
 * content. Ports and their contracts live here; the local disk is in {@code store.local}.
 */
@NullMarked
package dev.bulla.ctlog.store;

import org.jspecify.annotations.NullMarked;
