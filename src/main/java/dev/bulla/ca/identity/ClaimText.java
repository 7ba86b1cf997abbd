/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.template.Decimal;
import dev.bulla.ca.token.Claim;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * How a claim reads as text in a certificate.
 *
 * <p>Text is taken as it is and a number is a plain decimal, so that a long id stays the id it was. What lists and objects
 * read like was never designed: it is what the language of the original prints, and operators have it in their templates.
 */
final class ClaimText {
    static final Comparator<String> BY_OCTETS =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private ClaimText() {}

    static String of(Claim claim) {
        return switch (claim) {
            case Claim.Text(var value) -> value;
            case Claim.Number(var literal) -> Decimal.plain(literal);
            default -> nested(claim);
        };
    }

    private static String nested(Claim claim) {
        var text = new StringBuilder();
        append(text, claim);
        return text.toString();
    }

    private static void append(StringBuilder text, Claim claim) {
        switch (claim) {
            case Claim.Text(var value) -> text.append(value);
            case Claim.Number(var literal) -> text.append(Decimal.scientific(literal));
            case Claim.Truth(var value) -> text.append(value);
            case Claim.Null none -> text.append("<nil>");
            case Claim.Items(var values) -> appendItems(text, values);
            case Claim.Members(var values) -> appendMembers(text, values);
        }
    }

    private static void appendItems(StringBuilder text, Collection<Claim> values) {
        var separator = "[";
        for (var value : values) {
            append(text.append(separator), value);
            separator = " ";
        }
        text.append(values.isEmpty() ? "[]" : "]");
    }

    private static void appendMembers(StringBuilder text, Map<String, Claim> values) {
        var separator = "map[";
        for (var name : values.keySet().stream().sorted(BY_OCTETS).toList()) {
            append(text.append(separator).append(name).append(':'), values.getOrDefault(name, Claim.Null.NULL));
            separator = " ";
        }
        text.append(values.isEmpty() ? "map[]" : "]");
    }

    /** Refuses a number that no double can hold, wherever it stands, as the original does before it reads any template. */
    static void requireNumbersInRange(Collection<Claim> claims) {
        for (var claim : claims) {
            switch (claim) {
                case Claim.Number(var literal) -> {
                    if (!Decimal.isInRange(literal)) {
                        throw new UnmappableException("a number among the claims is out of range");
                    }
                }
                case Claim.Items(var values) -> requireNumbersInRange(values);
                case Claim.Members(var values) -> requireNumbersInRange(values.values());
                case Claim.Text text -> {}
                case Claim.Truth truth -> {}
                case Claim.Null none -> {}
            }
        }
    }
}
