/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.regex.Pattern;

/**
 * Numbers as templates spell them: whole ones, also hexadecimal, and fractions. The rarer spellings of Go (octal, binary,
 * imaginary numbers and the like) are refused.
 */
final class NumberText {
    private static final Pattern START = Pattern.compile("[0-9+-]|\\.[0-9]");
    private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]{0,18})");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,15}");
    private static final Pattern FRACTION =
            Pattern.compile("[+-]?(0|[1-9][0-9]{0,99}|(?=\\.))(\\.[0-9]{0,99})?([eE][+-]?[0-9]{1,3})?");

    private NumberText() {}

    static boolean startsAt(String template, int at) {
        return START.matcher(template).region(at, template.length()).lookingAt();
    }

    /** Behind everything that could belong to it. */
    static int end(String template, int start) {
        var at = start + 1;
        while (at < template.length() && belongs(template, at)) {
            at += Character.charCount(template.codePointAt(at));
        }
        return at;
    }

    private static boolean belongs(String template, int at) {
        var c = template.charAt(at);
        var exponent = "eE".indexOf(template.charAt(at - 1)) >= 0;
        return c == '.' || ((c == '+' || c == '-') && exponent) || Lexer.isNamePart(template.codePointAt(at));
    }

    static Value read(Token token, String template) {
        var text = token.text();
        try {
            if (WHOLE.matcher(text).matches()) {
                return new Value.Whole(Long.parseLong(text), false);
            }
            if (HEXADECIMAL.matcher(text).matches()) {
                return new Value.Whole(Long.parseLong(text.substring(2), 16), false);
            }
            if (FRACTION.matcher(text).matches() && Decimal.isInRange(text)) {
                return new Value.Fraction(Double.parseDouble(text));
            }
        } catch (NumberFormatException e) {
            throw new InvalidTemplateException("the number is too large", template, token.at());
        }
        throw new InvalidTemplateException("this kind of number is not supported", template, token.at());
    }
}
