/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a user of a certificate transparency log works with: a log's key, what it promises and what the promise is about.
 *
 * <p>A {@link dev.bulla.ctlog.LoggedEntry} is what a log is asked to hold. A
 * {@link dev.bulla.ctlog.SignedCertificateTimestamp} is the log's promise to hold it; anyone can write one down, so it
 * is worth nothing until {@link dev.bulla.ctlog.LogKey#verify} has accepted it for that entry.
 *
 * <p>A {@link dev.bulla.ctlog.CertificateLog} is one log that takes entries, a {@link dev.bulla.ctlog.FrozenLog} one that has
 * ended. A {@link dev.bulla.ctlog.ShardedLog} has as many of both as its {@link dev.bulla.ctlog.ShardPlan} asks for, each with a
 * key of its own, and finds the right one for a certificate by its end.
 *
 * <p>The rules:
 * <ul>
 *   <li>Every type is immutable, and safe for use by many threads. Arrays are copied on their way in and out.
 *   <li>Cryptography runs on the {@link java.security.Provider} that is handed in. None is chosen here, and none is
 *       registered.
 *   <li>Foreign bytes that are not what they must be end in {@link dev.bulla.ctlog.InvalidInputException}; a
 *       timestamp that reads well and must not be believed, in
 *       {@link dev.bulla.ctlog.UntrustedTimestampException}.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog;

import org.jspecify.annotations.NullMarked;
