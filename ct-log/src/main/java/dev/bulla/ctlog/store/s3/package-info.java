/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The log in a bucket of an object store that speaks the protocol of Amazon S3.
 *
 * <p>One object, {@code head}, is the log: it names who may write, and holds the newest record. It is only ever changed by a
 * conditional write that fails if anybody else has changed it since it was last read, so:
 * <ul>
 *   <li>A record belongs to the log when, and only when, the head was changed to hold it. Whoever was overtaken finds his
 *       next write refused, however long he was asleep, and has then promised nothing.
 *   <li>An answer that is lost decides nothing. The same write is tried again, and what the head holds then tells whether
 *       it had come through.
 *   <li>How long a holder has been silent is a hint to those who wait. No promise rests on a clock.
 *   <li>A store whose conditional writes let two through is refused at the start.
 * </ul>
 */
@NullMarked
package dev.bulla.ctlog.store.s3;

import org.jspecify.annotations.NullMarked;
