/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How tokens write points in time: seconds as a JSON number, or as text that holds one, since some issuers quote theirs. */
final class NumericDate {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private NumericDate() {}

    /** The whole seconds; what does not fit becomes the largest or smallest long. Empty if this is no date. */
    static OptionalLong seconds(Claim claim) {
        return switch (claim) {
            case Claim.Number number -> seconds(number.literal());
            case Claim.Text text when NUMBER.matcher(text.value()).matches() -> seconds(text.value());
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong seconds(String number) {
        if (WHOLE.matcher(number).matches()) {
            return OptionalLong.of(Long.parseLong(number));
        }
        var seconds = Double.parseDouble(number);
        return Double.isInfinite(seconds) ? OptionalLong.empty() : OptionalLong.of((long) seconds);
    }
}
