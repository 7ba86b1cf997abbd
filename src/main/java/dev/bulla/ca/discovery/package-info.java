/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where the keys of an issuer come from: its discovery document and its key set, fetched over HTTPS.
 *
 * <ul>
 *   <li>An issuer says where its keys are only under its own name: the {@code issuer} of the document must be the one we
 *       asked, byte for byte, and no redirect may lead to another host.
 *   <li>Nothing that an issuer sends or withholds can hold us up: a fetch is bounded in time and size as a whole.
 *   <li>However many requests wait for the same keys, the issuer is asked once.
 *   <li>Bytes are fetched here and understood in {@code token}.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.discovery;

import org.jspecify.annotations.NullMarked;
