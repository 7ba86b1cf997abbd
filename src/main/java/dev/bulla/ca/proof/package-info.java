/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Does the requester hold the private key, and is the key worth certifying?
 *
 * <p>Key and request formats are read strictly: what is accepted here ends up in a certificate byte for byte.
 */
@NullMarked
package dev.bulla.ca.proof;

import org.jspecify.annotations.NullMarked;
