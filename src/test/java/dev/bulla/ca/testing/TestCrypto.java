/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;

/** The providers that a test of cryptography runs with, one after the other. */
public enum TestCrypto {
    CORRETTO {
        @Override
        public Crypto crypto() {
            return Crypto.corretto();
        }
    },
    BOUNCY_CASTLE {
        @Override
        public Crypto crypto() {
            return Crypto.bouncyCastle();
        }
    };

    public abstract Crypto crypto();
}
