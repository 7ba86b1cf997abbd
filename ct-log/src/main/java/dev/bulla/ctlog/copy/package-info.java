/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Copies of a log: how they are made, how they grow, and how a log is made of one again.
 *
 * <p>A copy is a log of plain files as static-ct wants them, which any web server can serve. The rules:
 * <ul>
 *   <li>The signed checkpoint is the only thing that is believed. Nothing is copied before it was shown to stand under it.
 *   <li>A copy holds at every moment all that its checkpoint speaks of: the checkpoint is written last.
 *   <li>What a copy holds never changes. It grows, or it is refused.
 *   <li>What a copy is made into appears at once and whole, or not at all.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.copy;

import org.jspecify.annotations.NullMarked;
