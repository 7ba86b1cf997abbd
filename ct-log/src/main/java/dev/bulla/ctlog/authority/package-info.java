/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The keys of authorities and the ways in which they sign certificates.
 *
 * <p>Whoever lets certificates in and whoever checks them later asks here, so that the two cannot disagree about what a
 * signature is. What is unknown or unfit is a signature that does not hold, never an error.
 */
@NullMarked
package dev.bulla.ctlog.authority;

import org.jspecify.annotations.NullMarked;
