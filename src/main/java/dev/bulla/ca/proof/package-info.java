/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Does the requester hold the private key, and is the key worth certifying?
 *
 * <p>Rules that a change must not break:
 * <ul>
 *   <li>Key and request formats are read strictly: what is accepted here ends up in a certificate byte for byte. A key has
 *       one form, and bytes that the form does not explain are a reason to refuse.
 *   <li>Nothing but {@link dev.bulla.ca.fault.RefusedException} comes out, whatever goes in.
 *   <li>The reader is ours, so that all providers accept the same keys; the arithmetic of signatures is theirs.
 *   <li>Of a certificate signing request only the key and the signature count. Who the certificate speaks for comes from
 *       the token alone.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.proof;

import org.jspecify.annotations.NullMarked;
