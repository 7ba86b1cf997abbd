/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measuring: the embedded log by itself, the cryptography that nobody can save, and below {@code load} a whole authority.
 *
 * <p>The log is measured as the authority uses it, over its public package, with precertificates that were made beforehand.
 * What the disk can do at best is measured beside it, since that bounds every log that keeps its promises.
 */
@NullMarked
package dev.bulla.ca.bench;

import org.jspecify.annotations.NullMarked;
