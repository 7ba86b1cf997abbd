/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

/**
 * A key that signs certificates, with the chain above them: one snapshot, so that the two belong together for as long as
 * somebody holds it. A port: files, hardware and remote services stand behind it.
 */
public interface IssuingKey {

    IssuingChain chain();

    /**
     * Signs with the algorithm that the chain's first certificate calls for. A signer that waits for hardware or a network
     * gives its core back meanwhile; it throws {@link dev.bulla.ca.fault.UnavailableException} when it cannot be reached.
     */
    byte[] sign(byte[] toBeSigned);
}
