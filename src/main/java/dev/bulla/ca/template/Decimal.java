/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A JSON number as a certificate shows it: the shortest digits that tell its double from every other, since that is all the
 * original keeps of a number.
 */
public final class Decimal {
    /** Every whole number of so many digits is a double, and its own shortest form. */
    private static final int EXACT_DIGITS = 15;

    private Decimal() {}

    /** Without an exponent, however long. */
    public static String plain(String literal) {
        if (isShortWhole(literal)) {
            return literal;
        }
        var value = Double.parseDouble(literal);
        return value == 0 ? zero(value) : shortest(value).toPlainString();
    }

    /** With an exponent if it is below -4 or at least 6: what numbers inside of lists and objects look like. */
    public static String scientific(String literal) {
        var value = Double.parseDouble(literal);
        if (value == 0) {
            return zero(value);
        }
        var shortest = shortest(value);
        var exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < -4 || exponent >= 6 ? withExponent(shortest, exponent) : shortest.toPlainString();
    }

    /** Whether a double can hold the number. */
    public static boolean isInRange(String literal) {
        return isShortWhole(literal) || Double.isFinite(Double.parseDouble(literal));
    }

    private static boolean isShortWhole(String literal) {
        return literal.length() <= EXACT_DIGITS && literal.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String zero(double value) {
        return Double.compare(value, 0) < 0 ? "-0" : "0";
    }

    private static BigDecimal shortest(double value) {
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (Math.abs(value) < Double.MIN_NORMAL) {
            // Java prints two digits where one would do, which shows only among the very smallest numbers.
            var single = new BigDecimal(value).round(new MathContext(1));
            return single.doubleValue() == value ? single : digits;
        }
        return digits;
    }

    private static String withExponent(BigDecimal number, int exponent) {
        var mantissa = number.scaleByPowerOfTen(-exponent).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
