/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

/** The use of a token that nobody keeps count of. */
final class UnguardedUse extends TokenUse {
    static final UnguardedUse INSTANCE = new UnguardedUse();

    @Override
    void confirm() {}

    @Override
    public void release() {}
}
