/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;

/** The log's heads under its signature. The same head is asked for many times and should be signed once. */
public interface SignedHeads {

    /** The signature that goes with a head in RFC 6962's form. */
    DigitallySigned signature(TreeHead head);

    /** The signed note that tells the head. */
    Bytes checkpoint(TreeHead head);
}
