/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What tests of several packages share. Everything here is real: keys, tokens and HTTP. */
@NullMarked
package dev.bulla.ca.testing;

import org.jspecify.annotations.NullMarked;
