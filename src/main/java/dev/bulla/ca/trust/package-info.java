/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which issuers are believed, and the people and workloads they vouch for.
 *
 * <p>An issuer is found once, by the exact text of the token's {@code iss}, and then carried. Nothing later asks the
 * configuration again.
 */
@NullMarked
package dev.bulla.ca.trust;

import org.jspecify.annotations.NullMarked;
