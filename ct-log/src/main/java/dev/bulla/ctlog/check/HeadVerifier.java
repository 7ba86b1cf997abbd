/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;

/** The key of the log that is checked. */
public interface HeadVerifier {

    /** SHA-256 of the key. */
    Hash logId();

    /** Whether the key signed this head. */
    boolean verifies(TreeHead head, DigitallySigned signature);
}
