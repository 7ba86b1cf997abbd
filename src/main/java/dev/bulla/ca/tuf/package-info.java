/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A repository of The Update Framework (TUF), by which clients keep their trust root up to date without having to believe the
 * server that they read it from.
 *
 * <p>Four roles sign. {@code root} says whose keys count and {@code targets} says which files there are: their keys are offline,
 * in an operator's hands. {@code snapshot} and {@code timestamp} say which of those is the newest, again and again, with a key
 * that the server has: who steals it can hold clients back for a while and show them nothing that was never published.
 *
 * <p>Rules that a change must not break:
 * <ul>
 *   <li>What was published stays: a client may be reading it. New content means a new version of every role above it.
 *   <li>The timestamp is written last. Whoever stops in the middle has published nothing.
 *   <li>Versions only grow. They are read from the repository, so only one who has all of it may publish.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.tuf;

import org.jspecify.annotations.NullMarked;
