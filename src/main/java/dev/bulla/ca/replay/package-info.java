/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which tokens have had their certificate, for issuers whose tokens may have one only.
 *
 * <p>A token is reserved before anything is issued for it, and remembered before the certificate leaves: in memory and in a file,
 * until the token has expired. What ends without a certificate gives it back. So of all requests with one token, at the same time
 * or after a crash, at most one gets an answer with a certificate in it.
 *
 * <p>Nothing is forgotten to make room. Without room, or without a disk to write to, nothing is issued.
 */
@NullMarked
package dev.bulla.ca.replay;

import org.jspecify.annotations.NullMarked;
