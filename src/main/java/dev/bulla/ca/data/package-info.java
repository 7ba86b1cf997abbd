/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The data folder: where what lies, and what a running server leaves there for the commands beside it.
 *
 * <p>What stands here is public. It lets {@code log url} and {@code trust export} answer without a word of the
 * configuration, whether the server runs or not.
 */
@NullMarked
package dev.bulla.ca.data;

import org.jspecify.annotations.NullMarked;
