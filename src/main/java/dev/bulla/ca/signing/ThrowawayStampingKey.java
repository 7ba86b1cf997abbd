/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.timestamp.StampingKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A time-stamping authority that is made at start and forgotten at the end, under a root of its own. */
public final class ThrowawayStampingKey {
    private ThrowawayStampingKey() {}

    public static StampingKey make(Crypto crypto, InstantSource clock, SecureRandom random) {
        var maker = new StampingMaker("bulla", CaKeyType.P256, crypto, random);
        var made = maker.under(maker.root(clock).issuer(CaKeyType.P256), clock);
        var signer =
                SignerKey.of(PrivateKeyInfo.getInstance(made.keys().getPrivate().getEncoded()));
        return new LocalStampingKey(new StampingChain(made.chain(), crypto), signer.usable(crypto), crypto);
    }
}
