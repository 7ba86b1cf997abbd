/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where the keys of an issuer come from: its discovery document and its key set, fetched over HTTPS, or a file.
 *
 * <ul>
 *   <li>An issuer says where its keys are only under its own name: the {@code issuer} of the document must be the one we
 *       asked, byte for byte, and no redirect may lead to another host.
 *   <li>Whom a token may choose, as the members of a pattern, is reached at public addresses only and keeps its keys with
 *       itself, unless an operator says otherwise.
 *   <li>Nothing that an issuer sends or withholds can hold us up: a fetch is bounded in time and size as a whole, the number
 *       of fetches and of requests that wait for one issuer is bounded too, and last good keys outlive a bad day.
 *   <li>However many requests wait for the same keys, the issuer is asked once.
 *   <li>Bytes are fetched here and understood in {@code token}.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.discovery;

import org.jspecify.annotations.NullMarked;
