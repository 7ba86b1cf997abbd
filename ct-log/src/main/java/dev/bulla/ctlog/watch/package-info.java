/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Follows a log that somebody else runs, and holds it to what it has signed.
 *
 * <p>Every head is compared with the one before, and every entry must hash to the tree under it, before anybody is told of it.
 * The rules:
 * <ul>
 *   <li>The only things believed are the log's key and what this package has kept itself.
 *   <li>Nobody is told what was not shown to stand under a signed head, and no head is forgotten that was once accepted. The
 *       order of the durable steps stands above {@link dev.bulla.ctlog.watch.Follower#look}.
 *   <li>What the log itself has signed against itself is told at once and ends the following for good. What somebody between
 *       here and the log may have caused is asked for again before it is told, and goes away when the log shows better.
 *   <li>An answer that does not come, or has no form, says nothing about the log: it is an
 *       {@link dev.bulla.ctlog.check.UnreadableException}, and the place stays as it is.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.watch;

import org.jspecify.annotations.NullMarked;
