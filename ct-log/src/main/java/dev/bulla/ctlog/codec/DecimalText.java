/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.regex.Pattern;

/** Numbers as the text formats write them: decimal digits, none of them in vain, and below 2^63. */
public final class DecimalText {
    private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,18}");

    private DecimalText() {}

    public static long parse(String digits, String name) {
        if (!FORM.matcher(digits).matches()) {
            throw new MalformedException("the " + name + " is not a number as it is written");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new MalformedException("the " + name + " is beyond 2^63");
        }
    }
}
