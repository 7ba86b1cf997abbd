/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the tests share: recorded bytes, an authority with keys of its own, the providers to try. */
@NullMarked
package dev.bulla.ctlog.testing;

import org.jspecify.annotations.NullMarked;
