/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What {@code deploy} gives people to copy into their build systems and clusters, read and run as they would. */
@NullMarked
package dev.bulla.ca.clients.pipelines;

import org.jspecify.annotations.NullMarked;
