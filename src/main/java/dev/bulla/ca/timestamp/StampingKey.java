/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

/** The key of a time-stamping authority with the chain that vouches for it. Both change at once. A port. */
public interface StampingKey {
    StampingChain chain();

    /** Signs with the algorithm of the chain. What comes back is verified by whoever asked. */
    byte[] sign(byte[] toBeSigned);
}
