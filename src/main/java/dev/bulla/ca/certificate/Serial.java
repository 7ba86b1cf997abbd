/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import java.util.random.RandomGenerator;

/** Serial numbers: 158 random bits in 20 bytes. */
final class Serial {
    static final int SIZE = 20;

    private Serial() {}

    /** Starts with the bits 01, so the number is positive and DER needs all of its bytes and no other. */
    static Bytes random(RandomGenerator random) {
        var serial = new byte[SIZE];
        random.nextBytes(serial);
        serial[0] = (byte) ((serial[0] & 0x3f) | 0x40);
        return Bytes.of(serial);
    }
}
