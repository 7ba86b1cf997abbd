/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.security.PrivateKey;

/** A key of the CA in the memory of this process, and its chain. */
final class LocalKey implements IssuingKey {
    private final IssuingChain chain;
    private final HeldKey key;

    LocalKey(IssuingChain chain, PrivateKey key, Crypto crypto) {
        this.chain = chain;
        this.key = new HeldKey(key, chain.algorithm().jcaName(), crypto);
    }

    @Override
    public IssuingChain chain() {
        return chain;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        return key.sign(toBeSigned);
    }

    /** Throws {@link UnusableKeyException} unless the key signs for the first certificate of its chain. */
    LocalKey tried() {
        key.requireSigningFor(chain.publicKey());
        return this;
    }
}
