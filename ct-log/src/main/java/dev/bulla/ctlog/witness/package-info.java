/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Witnesses: who keep in mind how far a log was, and sign nothing that contradicts it (C2SP tlog-witness, tlog-cosignature
 * and tlog-policy). Both sides are here: a log that asks witnesses, and a witness that logs ask.
 *
 * <ul>
 *   <li>A witness signs a tree only after it is on disk, and only if it is the one before or that one grown. Whoever asks at
 *       the same time for the same log waits.
 *   <li>What a witness answers is believed for what its key has signed. That it refuses, or knows more than we do, is the one
 *       thing that needs no signature: it stops the log, and is over when the same witness signs again.
 *   <li>Nothing here opens a connection. Who calls witnesses, and who is called as one, hands in bytes.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.witness;

import org.jspecify.annotations.NullMarked;
