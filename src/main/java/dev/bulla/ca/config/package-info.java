/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What an operator writes, read once and checked at once.
 *
 * <p>Settings are records. Everything wrong is collected in {@link dev.bulla.ca.config.Problems} and told together, with
 * file and line, because an operator wants to mend a configuration in one go. A key nobody knows is an error: misspelt, it
 * would silently mean the default. Nothing is trusted by default.
 *
 * <p>Only the root of the program uses this package. A step that wants a setting gets it as a constructor argument.
 */
@NullMarked
package dev.bulla.ca.config;

import org.jspecify.annotations.NullMarked;
