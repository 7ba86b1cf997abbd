/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/** A key in the memory of this process, and its chain. */
final class LocalKey implements IssuingKey {
    private final IssuingChain chain;
    private final PrivateKey key;
    private final Crypto crypto;

    LocalKey(IssuingChain chain, PrivateKey key, Crypto crypto) {
        this.chain = chain;
        this.key = key;
        this.crypto = crypto;
    }

    @Override
    public IssuingChain chain() {
        return chain;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            var signature = crypto.signature(chain.algorithm().jcaName());
            signature.initSign(key);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that signed when it was loaded does not sign any more", e);
        }
    }

    /** Signs something and verifies it, so that a key whose numbers contradict each other never gets to sign anything else. */
    LocalKey tried() {
        var nothing = new byte[0];
        try {
            var verifier = crypto.signature(chain.algorithm().jcaName());
            verifier.initVerify(chain.publicKey());
            verifier.update(nothing);
            if (verifier.verify(sign(nothing))) {
                return this;
            }
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw inconsistent();
        }
        throw inconsistent();
    }

    private static UnusableKeyException inconsistent() {
        return new UnusableKeyException(
                "the private key does not sign for its own public key", "restore the key file from a backup");
    }
}
