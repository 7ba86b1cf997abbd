/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which code does the arithmetic of keys, decided once at start and said aloud.
 *
 * <p>Hot operations go to Amazon Corretto Crypto Provider by explicit provider object; where it has no build for the
 * platform, or for algorithms it lacks, to Bouncy Castle. Never to the JDK's own elliptic curves: they are several times
 * slower and accept points that are not on the curve.
 */
@NullMarked
package dev.bulla.ca.crypto;

import org.jspecify.annotations.NullMarked;
