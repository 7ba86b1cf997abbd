/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What verifiers must know of this server: its keys, since when, and where it is found, in the documents that they read.
 *
 * <p>Everything is put together from the public part of the data folder, so that the server's pages and the commands beside it
 * say the same, whether the server runs or not, and the same bytes each time.
 */
@NullMarked
package dev.bulla.ca.trustroot;

import org.jspecify.annotations.NullMarked;
