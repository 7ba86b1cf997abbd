/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.NistCurve;
import dev.bulla.ca.policy.SigningAlgorithm.KeyKind;
import dev.bulla.ca.x509.Bytes;
import java.math.BigInteger;

/** A public key as it was sent: readable, and perhaps worthless. */
sealed interface ClaimedKey {

    /** A key of a kind that signs. */
    sealed interface Signing extends ClaimedKey {

        /** Its SubjectPublicKeyInfo in DER, in the one form there is for it. */
        Bytes info();

        KeyKind kind();

        /** The size that the permitted algorithms name. */
        int bits();

        /** How it signs unless a certificate signing request says otherwise. */
        SignatureScheme usualScheme();
    }

    record Rsa(Bytes info, BigInteger modulus, BigInteger exponent) implements Signing {
        @Override
        public KeyKind kind() {
            return KeyKind.RSA;
        }

        @Override
        public int bits() {
            return modulus.bitLength();
        }

        @Override
        public SignatureScheme usualScheme() {
            return SignatureScheme.RSA_SHA256;
        }
    }

    record Ec(Bytes info, NistCurve curve) implements Signing {
        @Override
        public KeyKind kind() {
            return KeyKind.EC;
        }

        @Override
        public int bits() {
            return curve.bits();
        }

        @Override
        public SignatureScheme usualScheme() {
            return switch (curve) {
                case P224, P256 -> SignatureScheme.ECDSA_SHA256;
                case P384 -> SignatureScheme.ECDSA_SHA384;
                case P521 -> SignatureScheme.ECDSA_SHA512;
            };
        }
    }

    /** Any 32 bytes. Whether they are a point turns out when a signature is verified. */
    record Ed25519(Bytes info) implements Signing {
        @Override
        public KeyKind kind() {
            return KeyKind.ED25519;
        }

        @Override
        public int bits() {
            return 256;
        }

        @Override
        public SignatureScheme usualScheme() {
            return SignatureScheme.ED25519;
        }
    }

    /** A key of a kind that is known and not accepted: X25519, DSA. */
    record Unwanted(String name) implements ClaimedKey {}

    /** A key of a kind that nobody here knows. Only a certificate signing request may hold one. */
    record Unknown() implements ClaimedKey {}
}
