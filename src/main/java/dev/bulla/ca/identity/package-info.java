/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who a token speaks of, and what a certificate will say about them.
 *
 * <p>A {@link dev.bulla.ca.identity.Principal} only describes. Anyone may make one, so it opens no door; the door is the
 * {@code Requester} in {@code trust} that holds it. There is one {@link dev.bulla.ca.identity.IdentityRule} for each kind
 * of issuer, and three rules for all of them:
 *
 * <ul>
 *   <li>Whatever an operator wrote (templates, paths) is compiled at start. Issuing can fail only for what a token says.
 *   <li>What comes out is compared by verifiers as text. The values of extensions are the text of the templates; the subject
 *       name is a URI that was parsed and written anew, to the byte as the original writes it.
 *   <li>A sentence for the requester names claims and extensions, never their values.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.identity;

import org.jspecify.annotations.NullMarked;
