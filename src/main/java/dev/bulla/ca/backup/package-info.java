/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A server's state in one folder, taken while it runs, and a data folder made of it.
 *
 * <p>Two rules keep it honest:
 * <ul>
 *   <li>What is in a backup was there at one moment: what can change as a whole is read twice, before and after the logs, which only
 *       grow.
 *   <li>No log goes on from a backup that may be older than what it promised since. Its anchor says so, or whoever restores it.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.backup;

import org.jspecify.annotations.NullMarked;
