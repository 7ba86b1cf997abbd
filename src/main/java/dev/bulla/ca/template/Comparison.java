/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.Arrays;

/** How values compare. Different kinds do not: text is no number, whatever it spells. */
final class Comparison {
    private Comparison() {}

    static boolean equal(Value one, Value other) {
        if (one instanceof Value.Nothing || other instanceof Value.Nothing) {
            return one instanceof Value.Nothing && other instanceof Value.Nothing;
        }
        if (one instanceof Value.Truth(var a) && other instanceof Value.Truth(var b)) {
            return a == b;
        }
        if (one instanceof Value.Text(var a) && other instanceof Value.Text(var b)) {
            return a.equals(b);
        }
        return order(one, other) == 0;
    }

    static int order(Value one, Value other) {
        return switch (one) {
            case Value.Text text
            when other instanceof Value.Text second -> Arrays.compareUnsigned(text.octets(), second.octets());
            case Value.Whole(var a, var octet) when other instanceof Value.Whole(var b, var o) -> Long.compare(a, b);
            case Value.Fraction(var a) when other instanceof Value.Fraction(var b) -> Double.compare(a, b);
            default ->
                throw new UnfillableException(
                        "the template compares " + one.kind() + " with " + other.kind() + ", which do not compare");
        };
    }
}
