/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The log in a folder of this machine.
 *
 * <p>What was promised must outlive the next power cut, so the rules are about syncing:
 * <ul>
 *   <li>Nothing is durable before the call that syncs it has returned, and no name before its folder was synced.
 *   <li>A sync that failed is never tried again: the system may have dropped what it could not write, and would say
 *       yes the second time. Only a new start, which reads the disk, can tell.
 *   <li>What a start finds is either proven or refused. The one thing that it may cut off is the end of the journal that
 *       nobody can have been promised.
 *   <li>Files are touched through {@code Disk} alone, so that a test can take the power away at any moment.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.store.local;

import org.jspecify.annotations.NullMarked;
