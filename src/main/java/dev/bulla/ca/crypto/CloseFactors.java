/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.crypto;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fermat's method of factoring, which finds two primes that lie close together: n = a² - b² for an a just above the square
 * root of n. A hundred rounds never succeed with primes that were chosen at random.
 */
final class CloseFactors {
    private static final int ROUNDS = 100;

    /** Squares have few remainders modulo these, so one short division spares nearly every square root. */
    private static final List<Sieve> SIEVES =
            IntStream.of(64, 63, 65, 11).mapToObj(Sieve::of).toList();

    private static final BigInteger SIEVE_PRODUCT = BigInteger.valueOf(64 * 63 * 65 * 11);

    private CloseFactors() {}

    static boolean areFoundIn(BigInteger modulus) {
        var root = modulus.sqrt();
        var a = root.multiply(root).equals(modulus) ? root : root.add(BigInteger.ONE);
        var bSquared = a.multiply(a).subtract(modulus);
        for (var round = 0; round < ROUNDS; round++) {
            if (isSquare(bSquared)) {
                return true;
            }
            bSquared = bSquared.add(a.shiftLeft(1)).add(BigInteger.ONE);
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    private static boolean isSquare(BigInteger number) {
        var remainder = number.mod(SIEVE_PRODUCT).intValue();
        if (!SIEVES.stream().allMatch(sieve -> sieve.passes(remainder))) {
            return false;
        }
        var root = number.sqrt();
        return root.multiply(root).equals(number);
    }

    private record Sieve(int modulus, BitSet squares) {
        static Sieve of(int modulus) {
            var squares = new BitSet();
            IntStream.range(0, modulus).forEach(n -> squares.set(n * n % modulus));
            return new Sieve(modulus, squares);
        }

        boolean passes(int number) {
            return squares.get(number % modulus);
        }
    }
}
