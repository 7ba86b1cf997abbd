/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The keys that sign certificates: made at start, or read from files. Adapters of the port
 * {@link dev.bulla.ca.certificate.IssuingKey}.
 *
 * <p>Rules that a change must not break:
 * <ul>
 *   <li>A key is served only with a chain that was checked to belong to it, and both change at once.
 *   <li>What was running keeps running: a pair of files that fails a check is reported, and the pair before it stays.
 *   <li>Passwords and private keys are in no message, however wrong they are.
 * </ul>
 *
 * <p>Keys of this package sign where they are called, on the core that the walk holds already. A signer behind hardware or a
 * network implements the same port with two differences. It waits inside {@code Cores.await}, so that nobody holds a core
 * meanwhile. And it bounds the wait itself: when the time is over, or the signer cannot be reached or is too busy, it throws
 * {@link dev.bulla.ca.fault.UnavailableException} with {@link dev.bulla.ca.fault.Backend#SIGNER}; when the signer answers
 * something that is no signature, {@link dev.bulla.ca.fault.FailedException}. It need not verify what it got:
 * {@code certificate} does, for every signature of every key.
 */
@NullMarked
package dev.bulla.ca.signing;

import org.jspecify.annotations.NullMarked;
