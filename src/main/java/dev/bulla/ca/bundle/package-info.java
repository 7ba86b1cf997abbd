/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Sigstore bundles: what somebody signed, with everything that is needed to verify it years later in one file.
 *
 * <p>A bundle holds a signature, the short-lived certificate of its key, timestamps that say when it was made, and entries of logs
 * that recorded it. {@link BundleReader} takes what any client has written, and believes nothing of it. {@link BundleVerifier}
 * holds it against a {@link dev.bulla.ca.sigstore.TrustedRoot} and what is expected of the signer; what it returns cannot be had
 * in another way. {@link SigningKey} and {@link BundleWriter} make bundles.
 *
 * <p>Three rules:
 * <ul>
 *   <li>The certificate is judged at the moments that trusted authorities name, never at the moment that a bundle claims.
 *   <li>What comes from somebody whom the trusted root does not name counts for nothing. What comes from somebody whom it names
 *       has to hold, however little the policy asks for: a broken proof is not an absent one.
 *   <li>Every failure has a {@link Distrust} for programs and a sentence for people that says what was found and expected.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.bundle;

import org.jspecify.annotations.NullMarked;
