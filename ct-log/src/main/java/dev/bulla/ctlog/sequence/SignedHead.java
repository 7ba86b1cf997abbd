/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;

/**
 * A tree head with the log's signature, in both forms in which readers want it.
 *
 * @param checkpoint the same as a signed note (static-ct, "Checkpoints")
 */
public record SignedHead(TreeHead head, DigitallySigned signature, Bytes checkpoint) {}
