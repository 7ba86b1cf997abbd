/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.crypto;

import java.math.BigInteger;
import java.util.stream.IntStream;

/** The primes that nobody may find in a modulus by trial division. */
final class SmallPrimes {
    private static final int LARGEST = 751;

    private static final BigInteger PRODUCT =
            upTo(LARGEST).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);

    private SmallPrimes() {}

    static IntStream upTo(int largest) {
        return IntStream.rangeClosed(2, largest)
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0));
    }

    /** One greatest common divisor instead of a hundred divisions of a long number. */
    static boolean divideOneOf(BigInteger modulus) {
        return !modulus.mod(PRODUCT).gcd(PRODUCT).equals(BigInteger.ONE);
    }
}
