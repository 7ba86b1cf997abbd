/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * How the world reads our own log: over HTTP, under a prefix, on whatever port the operator chose.
 *
 * <p>The log itself knows its pages and what belongs into their headers; here they are only carried. Beside them there is the
 * search by identity, for operators and on the admin port alone.
 */
@NullMarked
package dev.bulla.ca.publication;

import org.jspecify.annotations.NullMarked;
