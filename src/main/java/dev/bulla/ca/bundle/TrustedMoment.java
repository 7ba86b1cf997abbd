/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import java.time.Instant;

/**
 * A moment at which the signature existed, and who says so.
 *
 * @param by tells authorities apart: two moments of the same one are worth one
 */
record TrustedMoment(Instant at, Object by) {}
