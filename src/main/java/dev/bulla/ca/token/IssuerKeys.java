/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

/**
 * Where the keys of one issuer come from. A port: discovery over the network stands behind it.
 *
 * <p>A walk calls both methods while it computes. An implementation that waits does so in
 * {@link dev.bulla.ca.pace.Cores#await}, and only then: keys that are at hand must not cost the walk its core.
 *
 * <p>Both methods may wait for the issuer and throw {@link dev.bulla.ca.fault.UnavailableException} when it cannot be asked.
 */
public interface IssuerKeys {

    /** The keys as last seen, fetched if there are none yet or they are too old. */
    KeySet current();

    /**
     * Keys newer than the given ones, which could not verify a token. The same ones if there are none newer.
     *
     * @throws dev.bulla.ca.fault.UnavailableException also when the issuer may not be asked so soon again
     */
    KeySet newerThan(KeySet tried);
}
