/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.bulla.ca.token.Claim;
import java.util.Map;

/**
 * What conditions can look at. Anyone may state facts; whether they were verified is the business of whoever states them.
 *
 * @param issuer   the {@code iss} of the token
 * @param subject  its {@code sub}, or the empty text
 * @param identity whom the certificate would name, or the empty text where the claims fit no certificate
 * @param claims   all of the token's claims
 */
public record Facts(String issuer, String subject, String identity, Map<String, Claim> claims) {}
