/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * From a piece of text to a token that an issuer has signed for us.
 *
 * <p>The only package that names the JOSE library, which parses headers and checks signatures. Which keys, which algorithms
 * and which claims are acceptable is decided here: the library's defaults differ from what clients and issuers rely on.
 *
 * <p>{@link dev.bulla.ca.token.UnverifiedToken} lets itself be asked for its issuer and nothing else;
 * {@link dev.bulla.ca.token.VerifiedToken} is made by {@link dev.bulla.ca.token.TokenVerifier} alone.
 */
@NullMarked
package dev.bulla.ca.token;

import org.jspecify.annotations.NullMarked;
