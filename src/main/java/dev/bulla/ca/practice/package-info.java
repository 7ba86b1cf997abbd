/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * An issuer of identity tokens that exists on this machine alone, for showing and for measuring.
 *
 * <p>It gives a token to whoever asks, about whomever they name. So nothing that is meant seriously may trust it, and it
 * listens on the loopback address only.
 */
@NullMarked
package dev.bulla.ca.practice;

import org.jspecify.annotations.NullMarked;
