/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * How cost grows: the same load on servers that differ in one thing.
 *
 * <p>Nothing is carried over from one measurement to the next, neither a server nor its data, and the order of the points is
 * turned around from round to round. What still differs between them is what they were made to differ in.
 */
@NullMarked
package dev.bulla.ca.bench.growth;

import org.jspecify.annotations.NullMarked;
