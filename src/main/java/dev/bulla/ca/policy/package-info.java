/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may have what.
 *
 * <p>The terms come with the issuer of the requester: rules, which are asked first, and quotas. Everybody who passes is granted
 * the one profile of this CA. A certificate cannot be made without somebody having granted it.
 */
@NullMarked
package dev.bulla.ca.policy;

import org.jspecify.annotations.NullMarked;
