/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TreeHead;
import java.util.Optional;

/** Signs tree heads. A port: the log's keys stand behind it. For many threads. */
@FunctionalInterface
public interface HeadSigner {

    /** The head as a signed note (static-ct, "Checkpoints"). */
    Bytes checkpoint(TreeHead head);

    /** The checkpoint to publish when the files hold the tree of this head; none, if what was published stays. */
    default Optional<Bytes> shown(TreeHead head) {
        return Optional.of(checkpoint(head));
    }
}
