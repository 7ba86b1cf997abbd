/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Whom a logged certificate speaks for, as far as somebody searches for it or watches for it.
 *
 * <p>What is read here was written by any authority that the log accepts, so nothing of it is taken for granted:
 * <ul>
 *   <li>Any bytes end in a list, which may be empty, or in a {@link dev.bulla.ctlog.codec.MalformedException}.
 *   <li>Whoever watches must not be blinded: an extension that is not in its form silences itself and no other one, and where
 *       a certificate says a thing twice, both are told.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.identity;

import org.jspecify.annotations.NullMarked;
