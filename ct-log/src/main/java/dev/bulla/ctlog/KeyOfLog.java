/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.HeadVerifier;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;

/** Lets a check use a key without knowing its kind. */
record KeyOfLog(LogKey key) implements HeadVerifier {
    @Override
    public Hash logId() {
        return key.id().value();
    }

    @Override
    public boolean verifies(TreeHead head, DigitallySigned signature) {
        return key.scheme().madeThis(signature) && key.verifies(head.signedBytes(), signature);
    }
}
