/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The arithmetic of the tree: values of SHA-256 and what is computed from them.
 *
 * <p>The lowest package of the log. It knows neither certificates nor files, so that it can be checked against
 * published vectors alone.
 */
@NullMarked
package dev.bulla.ctlog.merkle;

import org.jspecify.annotations.NullMarked;
