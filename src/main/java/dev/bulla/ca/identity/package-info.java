/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who a token speaks of, and what a certificate will say about them.
 *
 * <p>A {@link dev.bulla.ca.identity.Principal} only describes. Anyone may make one, so it opens no door; the door is the
 * {@code Requester} in {@code trust} that holds it. There is one {@link dev.bulla.ca.identity.IdentityRule} for each kind
 * of issuer.
 */
@NullMarked
package dev.bulla.ca.identity;

import org.jspecify.annotations.NullMarked;
