/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What readers get: the pages of static-ct and of RFC 6962, and the same for users in the process.
 *
 * <p>Nothing here knows a web server: a request is a value and so is its answer. Three rules:
 * <ul>
 *   <li>A request takes the log's snapshot once, and all of its answer is of that moment.
 *   <li>What is above the stored tiles comes from memory, what is below from tiles, and a reader cannot tell which: every
 *       partial tile of every size is cut from what there is.
 *   <li>The index is asked for candidates; the tree says which of them is right.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.read;

import org.jspecify.annotations.NullMarked;
