/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may have what.
 *
 * <p>Today every requester of a trusted issuer is granted the one profile of this CA; the type is here so that a
 * certificate cannot be made without somebody having granted it.
 */
@NullMarked
package dev.bulla.ca.policy;

import org.jspecify.annotations.NullMarked;
