/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How much is done at a time.
 *
 * <p>Each admitted request walks on its own virtual thread, so waiting is cheap; computing is not. Two numbers keep the
 * server answering under any load:
 * <ul>
 *   <li>{@link dev.bulla.ca.pace.WalksInFlight} bounds how many requests are inside at all. It says no before a body is parsed.
 *   <li>{@link dev.bulla.ca.pace.Cores} bounds how many of them compute. Nobody holds a core while waiting for an issuer, a
 *       log, a disk or a remote signer.
 * </ul>
 */
@NullMarked
package dev.bulla.ca.pace;

import org.jspecify.annotations.NullMarked;
