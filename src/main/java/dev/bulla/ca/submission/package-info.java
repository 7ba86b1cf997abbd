/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * How others submit to our log over HTTP (RFC 6962, sections 4.1 and 4.2).
 *
 * <p>A request walks one way: how many its sender had lately, whether there is room, its body, the certificates in it, the log,
 * and back. The rules:
 * <ul>
 *   <li>What costs least is asked first. Nothing is read of a request that has no room, nothing decoded of one that is too long.
 *   <li>The log alone says what it takes. Here is only carried what is a chain at all.
 *   <li>An answer that refuses is one line of text whose first word never changes. It repeats nothing of what was sent.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.submission;

import org.jspecify.annotations.NullMarked;
