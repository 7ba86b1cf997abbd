/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.timestamp.StampingKey;
import java.security.PrivateKey;

/** A key of the time-stamping authority in the memory of this process, and its chain. */
final class LocalStampingKey implements StampingKey {
    private final StampingChain chain;
    private final HeldKey key;

    LocalStampingKey(StampingChain chain, PrivateKey key, Crypto crypto) {
        this.chain = chain;
        this.key = new HeldKey(key, chain.algorithm().jcaName(), crypto);
    }

    @Override
    public StampingChain chain() {
        return chain;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return key.sign(toBeSigned);
    }

    /** Throws {@link UnusableKeyException} unless the key signs for the first certificate of its chain. */
    LocalStampingKey tried() {
        key.requireSigningFor(chain.publicKey());
        return this;
    }
}
