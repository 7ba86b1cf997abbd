/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.crypto;

import java.math.BigInteger;
import java.util.HexFormat;

/** The elliptic curves of FIPS 186 over prime fields, y² = x³ - 3x + b, with the name they have in certificates. */
public enum NistCurve {
    P224(
            "P-224",
            224,
            "06052b81040021",
            "ffffffffffffffffffffffffffffffff000000000000000000000001",
            "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4"),
    P256(
            "P-256",
            256,
            "06082a8648ce3d030107",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    P384(
            "P-384",
            384,
            "06052b81040022",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
    P521(
            "P-521",
            521,
            "06052b81040023",
            "01ff" + "ff".repeat(64),
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00");

    private final String title;
    private final int bits;
    private final byte[] identifier;
    private final BigInteger prime;
    private final BigInteger b;

    NistCurve(String title, int bits, String identifier, String prime, String b) {
        this.title = title;
        this.bits = bits;
        this.identifier = HexFormat.of().parseHex(identifier);
        this.prime = new BigInteger(prime, 16);
        this.b = new BigInteger(b, 16);
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    public int bits() {
        return bits;
    }

    /** Its object identifier in DER, for reading only. */
    public byte[] identifier() {
        return identifier;
    }

    /** How many bytes a coordinate has. */
    public int coordinateLength() {
        return (bits + 7) / 8;
    }

    /** Whether this is a point of the curve. Providers ought to check it too, and not all of them do. */
    public boolean contains(BigInteger x, BigInteger y) {
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        var right = x.multiply(x).subtract(BigInteger.valueOf(3)).multiply(x).add(b);
        return y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }
}
