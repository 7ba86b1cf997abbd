/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;
import java.util.Optional;

/** The log's heads under its signature. The same head is asked for many times and should be signed once. */
public interface SignedHeads {

    /** The signature that goes with a head in RFC 6962's form. */
    DigitallySigned signature(TreeHead head);

    /** The signed note that tells the head. */
    Bytes checkpoint(TreeHead head);

    /** The checkpoint that readers see while this is the head; none, if there is none yet that they may see. */
    default Optional<Bytes> shown(TreeHead head) {
        return Optional.of(checkpoint(head));
    }
}
