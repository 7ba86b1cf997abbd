/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

/** Something issued for a token that does not count as used yet. Only {@link TokenUse} makes one. */
public final class Unconfirmed<T> {
    private final TokenUse use;
    private final T issued;

    Unconfirmed(TokenUse use, T issued) {
        this.use = use;
        this.issued = issued;
    }

    /** Hands it out, after the use of the token was remembered. May wait for a disk. */
    public T confirm() {
        use.confirm();
        return issued;
    }
}
