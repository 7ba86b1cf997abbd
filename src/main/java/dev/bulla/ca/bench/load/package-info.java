/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Load on a certificate authority, and what it did to it.
 *
 * <p>Three rules keep the figures honest:
 * <ul>
 *   <li>Requests are made before the clock runs, so that the generator costs next to nothing beside what it measures; what it
 *       costs all the same is in the report.
 *   <li>At a given rate a request is late from the moment it was due, not from when a connection was free for it. A
 *       server that stalls so stalls everybody who would have come meanwhile (Tene, "coordinated omission").
 *   <li>An answer counts as a certificate because its status says so, and a sample of them is verified in every respect.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.bench.load;

import org.jspecify.annotations.NullMarked;
