/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measuring the embedded log by itself: how many entries it takes in, how long each waits, and what a large log costs.
 *
 * <p>It is measured as the authority uses it, over its public package, with precertificates that were made beforehand. What
 * the disk can do at best is measured beside it, since that bounds every log that keeps its promises.
 */
@NullMarked
package dev.bulla.ca.bench;

import org.jspecify.annotations.NullMarked;
