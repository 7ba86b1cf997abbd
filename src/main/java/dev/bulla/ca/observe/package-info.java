/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What an operator sees: numbers, records, log lines, and whether we are well.
 *
 * <p>Numbers carry the original's names where it has them. Labels come from the configuration and from closed sets, never
 * from a request, so that a stranger cannot make the list of series grow.
 *
 * <p>The audit trail names who got what. It never holds a token, a key or a claim beyond the certified identity, and where
 * it cannot be written nothing is issued.
 */
@NullMarked
package dev.bulla.ca.observe;

import org.jspecify.annotations.NullMarked;
