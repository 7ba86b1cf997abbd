/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Helm chart: what it says about itself, what it renders, and whether a server starts with that. */
@NullMarked
package dev.bulla.ca.deploy;

import org.jspecify.annotations.NullMarked;
