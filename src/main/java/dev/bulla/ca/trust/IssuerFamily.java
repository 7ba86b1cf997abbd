/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import java.util.function.Function;

/**
 * Issuers that are configured once for all whose URL matches a pattern.
 *
 * @param member makes the one of a URL that matches; throws {@link IllegalArgumentException} if it cannot be asked for keys
 */
public record IssuerFamily(IssuerPattern pattern, Function<String, TrustedIssuer> member) {}
