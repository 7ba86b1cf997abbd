/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ctlog.LogKey;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes certificates in two steps. */
public final class CertificateAuthority {
    /**
     * @param key    gives the key and chain in use now
     * @param logs   the keys of the logs whose timestamps are believed; empty only without a log
     */
    public CertificateAuthority(
            Supplier<IssuingKey> key, List<LogKey> logs, Crypto crypto, InstantSource clock, RandomGenerator random) {}

    public Precertificate precertify(ProvenKey key) {
        throw new IllegalStateException("to come");
    }

    public IssuedCertificate certify(Precertificate precertificate, LogReceipt receipt) {
        throw new IllegalStateException("to come");
    }
}
