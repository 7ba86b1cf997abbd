/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import dev.bulla.ca.token.Claim;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims as CEL sees them: text is {@code string}, JSON's {@code true} is {@code bool}, lists and objects are {@code list}
 * and {@code map}, a number written without fraction and exponent is {@code int} where it fits 64 bits, and any other
 * number is {@code double}.
 */
final class ClaimValues {
    private static final int LONGEST_INT = 20;

    private ClaimValues() {}

    static Map<String, Object> of(Map<String, Claim> claims) {
        var values = LinkedHashMap.<String, Object>newLinkedHashMap(claims.size());
        claims.forEach((name, claim) -> values.put(name, value(claim)));
        return values;
    }

    private static Object value(Claim claim) {
        return switch (claim) {
            case Claim.Text text -> text.value();
            case Claim.Number number -> number(number.literal());
            case Claim.Truth truth -> truth.value();
            case Claim.Items items -> items(items.values());
            case Claim.Members members -> of(members.values());
            case Claim.Null none -> NullValue.NULL_VALUE;
        };
    }

    private static List<Object> items(List<Claim> claims) {
        var values = new ArrayList<Object>(claims.size());
        claims.forEach(claim -> values.add(value(claim)));
        return values;
    }

    private static Object number(String literal) {
        if (literal.length() <= LONGEST_INT && literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            try {
                return Long.parseLong(literal);
            } catch (NumberFormatException e) {
                // More than 64 bits: a double, like every other number that is no int.
            }
        }
        var number = Double.parseDouble(literal);
        if (Double.isInfinite(number)) {
            throw new UnreadableNumberException();
        }
        return number;
    }
}
