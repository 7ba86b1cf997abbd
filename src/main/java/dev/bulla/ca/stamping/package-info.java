/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A time-stamping authority for those who ask over HTTP: queries in both forms, replies, and the authority's chain.
 *
 * <p>Queries cost a signature and come from anybody, so they have a door of their own: however many come, those who ask for
 * certificates find room, and wait for a core no longer than the few queries inside take.
 */
@NullMarked
package dev.bulla.ca.stamping;

import org.jspecify.annotations.NullMarked;
