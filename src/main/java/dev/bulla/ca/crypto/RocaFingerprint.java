/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The mark that one maker's smart cards left on their RSA keys (CVE-2017-15361).
 *
 * <p>Their primes have the form k·M + (65537^a mod M), where M is a product of the first primes. So modulo each of these
 * primes the modulus is a power of 65537 too. For seventeen primes up to 167 not every number is such a power, and a modulus
 * that passes all seventeen by chance is rarer than one in a hundred million.
 */
final class RocaFingerprint {
    private static final int LARGEST = 167;
    private static final int GENERATOR = 65537;

    private static final List<Residues> MARKS = marks();

    private RocaFingerprint() {}

    static boolean isOn(BigInteger modulus) {
        return MARKS.stream().allMatch(mark -> mark.contain(modulus));
    }

    private static List<Residues> marks() {
        var marks = new ArrayList<Residues>();
        SmallPrimes.upTo(LARGEST).filter(prime -> prime > 2).forEach(prime -> {
            var powers = powersOfGenerator(prime);
            if (powers.cardinality() < prime - 1) {
                marks.add(new Residues(prime, powers));
            }
        });
        return List.copyOf(marks);
    }

    private static BitSet powersOfGenerator(int prime) {
        var powers = new BitSet();
        for (var power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
            powers.set(power);
        }
        return powers;
    }

    private record Residues(int prime, BitSet powers) {
        boolean contain(BigInteger modulus) {
            return powers.get(modulus.mod(BigInteger.valueOf(prime)).intValue());
        }
    }
}
