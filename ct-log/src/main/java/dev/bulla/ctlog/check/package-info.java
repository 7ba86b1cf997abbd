/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Checks a log that anybody wrote: from its signed checkpoint down to every byte that it publishes.
 *
 * <p>The checkpoint's root is the only thing that is believed. Each hash in the tree is said twice, by the tile that holds it
 * and by what lies below that tile, and the hash above says which of the two is damaged. That is how a finding can name one
 * file rather than "the log". The rules:
 * <ul>
 *   <li>Nothing is changed, and nothing is repaired.
 *   <li>What is read and wrong is a {@link dev.bulla.ctlog.check.Finding}. What could not be read is an
 *       {@link dev.bulla.ctlog.check.UnreadableException} and ends the check: it says nothing about the log.
 *   <li>A file is named once, with the first thing that is wrong about it and all entries that suffer.
 *   <li>All that the log says is bounded before it is believed, and memory grows with the tiles and not with the entries.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.check;

import org.jspecify.annotations.NullMarked;
