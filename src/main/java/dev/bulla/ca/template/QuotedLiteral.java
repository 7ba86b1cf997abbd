/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

/** Text between double quotes, raw text between back quotes, or one character between single ones. */
final class QuotedLiteral {
    private static final String ESCAPES = "\\\\a\u0007b\bf\fn\nr\rt\tv\u000B";
    private static final int ASCII = 0x7F;

    private final String template;
    private final int start;
    private final char quote;
    private int at;

    QuotedLiteral(String template, int start) {
        this.template = template;
        this.start = start;
        this.quote = template.charAt(start);
        this.at = start + 1;
    }

    /** Behind the closing quote, once it was read. */
    int end() {
        return at;
    }

    String read() {
        var text = quote == '`' ? raw() : escaped();
        if (quote == '\'' && text.codePointCount(0, text.length()) != 1) {
            throw invalid("single quotes hold one character", start);
        }
        return text;
    }

    private String raw() {
        var end = template.indexOf('`', at);
        if (end < 0) {
            throw invalid("the quoted text does not end", start);
        }
        var text = template.substring(at, end);
        at = end + 1;
        return text.replace("\r", "");
    }

    private String escaped() {
        var text = new StringBuilder();
        while (at < template.length() && template.charAt(at) != '\n') {
            var c = template.charAt(at++);
            if (c == quote) {
                return text.toString();
            }
            if (c == '\\') {
                text.appendCodePoint(escape());
            } else {
                text.append(c);
            }
        }
        throw invalid("the quoted text does not end on its line", start);
    }

    private int escape() {
        var c = at < template.length() ? template.charAt(at++) : '\n';
        var known = ESCAPES.indexOf(c);
        if (c == quote) {
            return c;
        }
        if (known >= 0 && known % 2 == 0) {
            return ESCAPES.charAt(known + 1);
        }
        return switch (c) {
            case 'x' -> number(2, 16, ASCII);
            case 'u' -> number(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> number(8, 16, Character.MAX_CODE_POINT);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(3, 8, ASCII);
            }
            default -> throw invalid("this escape is not supported", at - 2);
        };
    }

    private int number(int digits, int radix, int highest) {
        var point = 0L;
        for (var i = 0; i < digits; i++) {
            var digit = at < template.length() ? Character.digit(template.charAt(at), radix) : -1;
            if (digit < 0 || template.charAt(at++) > ASCII) {
                throw invalid("this escape lacks a digit", at - 1);
            }
            point = point * radix + digit;
        }
        if (point > highest || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw invalid("this escape is not supported", at - digits);
        }
        return (int) point;
    }

    private InvalidTemplateException invalid(String problem, int where) {
        return new InvalidTemplateException(problem, template, where);
    }
}
