/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

/** The right to issue for a token. It ends when what was issued is confirmed, or when it is released. */
public abstract sealed class TokenUse permits UnguardedUse, UsedTokens.Reserved {
    TokenUse() {}

    /** What was issued for the token. It can be had only by confirming it. */
    public final <T> Unconfirmed<T> of(T issued) {
        return new Unconfirmed<>(this, issued);
    }

    /** Remembers durably that the token was used. Throws if that cannot be done. */
    abstract void confirm();

    /** Lets others use the token, unless it was confirmed. */
    public abstract void release();
}
