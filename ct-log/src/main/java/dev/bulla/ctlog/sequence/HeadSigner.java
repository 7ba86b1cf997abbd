/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TreeHead;

/** Signs tree heads. A port: the log's keys stand behind it. For many threads. */
@FunctionalInterface
public interface HeadSigner {

    /** The head as a signed note (static-ct, "Checkpoints"). */
    Bytes checkpoint(TreeHead head);
}
