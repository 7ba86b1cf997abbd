/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.identity.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into tokens. Comments and the blanks around trim markers are gone afterwards.
 *
 * <p>Whatever the template language has and we do not (pipes, variables, numbers and the like) stops it here, at start-up.
 */
final class TemplateLexer {
    private static final String BLANKS = " \t\r\n";
    private static final String ESCAPES = "\"\"\\\\a\u0007b\bf\fn\nr\rt\tv\u000B";

    private final String template;
    private final List<TemplateToken> tokens = new ArrayList<>();
    private int at;
    private boolean trimNext;

    private TemplateLexer(String template) {
        this.template = template;
    }

    static List<TemplateToken> tokens(String template) {
        var lexer = new TemplateLexer(template);
        while (lexer.at < template.length()) {
            lexer.text();
        }
        lexer.add(Kind.END, "", template.length(), false);
        return List.copyOf(lexer.tokens);
    }

    /** Text up to the next braces, and then what they hold. */
    private void text() {
        var start = at;
        var open = template.indexOf("{{", start);
        var end = open < 0 ? template.length() : open;
        var trimmed = open >= 0 && template.startsWith("-", open + 2) && isBlank(open + 3);
        var text = template.substring(start, end);
        text = trimNext ? stripLeading(text) : text;
        text = trimmed ? stripTrailing(text) : text;
        if (!text.isEmpty()) {
            add(Kind.TEXT, text, start, false);
        }
        trimNext = false;
        at = end;
        if (open >= 0) {
            at += trimmed ? 4 : 2;
            braces(open);
        }
    }

    private void braces(int open) {
        if (template.startsWith("/*", at)) {
            comment(open);
            return;
        }
        add(Kind.OPEN, "", open, false);
        while (!closed()) {
            if (at >= template.length()) {
                throw invalid("the braces are not closed", open);
            }
            token(template.codePointAt(at), isBlank(at - 1));
        }
        add(Kind.CLOSE, "", at - 2, false);
    }

    private void comment(int open) {
        var end = template.indexOf("*/", at + 2);
        if (end < 0) {
            throw invalid("the comment does not end", open);
        }
        at = end + 2;
        if (!closes()) {
            throw invalid("a comment must fill its braces: {{/* ... */}}", open);
        }
    }

    /** Steps over blanks, and over closing braces if they follow. */
    private boolean closed() {
        while (!closes()) {
            if (!isBlank(at)) {
                return false;
            }
            at++;
        }
        return true;
    }

    /** Steps over closing braces, with the trim marker and its blank. */
    private boolean closes() {
        trimNext = isBlank(at) && template.startsWith("-}}", at + 1);
        var closes = trimNext || template.startsWith("}}", at);
        at += trimNext ? 4 : closes ? 2 : 0;
        return closes;
    }

    private void token(int point, boolean apart) {
        var start = at;
        at += Character.charCount(point);
        switch (point) {
            case '(' -> add(Kind.LEFT, "", start, apart);
            case ')' -> add(Kind.RIGHT, "", start, apart);
            case '"' -> add(Kind.QUOTED, quoted(start), start, apart);
            case '`' -> add(Kind.QUOTED, raw(start), start, apart);
            case '.' -> dot(start, apart);
            default -> {
                if (!isNamePart(point) || Ascii.isDigit(point)) {
                    throw invalid("\"" + Character.toString(point) + "\" is not supported here", start);
                }
                at = start;
                add(Kind.WORD, name(), start, apart);
            }
        }
    }

    private void dot(int start, boolean apart) {
        var digit = at < template.length() && Ascii.isDigit(template.charAt(at));
        var name = digit ? "" : name();
        add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name, start, apart);
    }

    private String name() {
        var start = at;
        while (at < template.length() && isNamePart(template.codePointAt(at))) {
            at += Character.charCount(template.codePointAt(at));
        }
        return template.substring(start, at);
    }

    private String quoted(int start) {
        var text = new StringBuilder();
        while (at < template.length() && template.charAt(at) != '\n') {
            var c = template.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw invalid("the quoted text does not end on its line", start);
    }

    private char escaped() {
        var known = at < template.length() ? ESCAPES.indexOf(template.charAt(at)) : -1;
        if (known < 0 || known % 2 != 0) {
            throw invalid("this escape is not supported", at - 1);
        }
        at++;
        return ESCAPES.charAt(known + 1);
    }

    private String raw(int start) {
        var end = template.indexOf('`', at);
        if (end < 0) {
            throw invalid("the quoted text does not end", start);
        }
        var text = template.substring(at, end);
        at = end + 1;
        return text.replace("\r", "");
    }

    private void add(Kind kind, String text, int start, boolean apart) {
        tokens.add(new TemplateToken(kind, text, start, apart));
    }

    private InvalidTemplateException invalid(String problem, int where) {
        return new InvalidTemplateException(problem, template, where);
    }

    private boolean isBlank(int index) {
        return index < template.length() && BLANKS.indexOf(template.charAt(index)) >= 0;
    }

    private static boolean isNamePart(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }

    private static String stripLeading(String text) {
        var start = 0;
        while (start < text.length() && BLANKS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return text.substring(start);
    }

    private static String stripTrailing(String text) {
        var end = text.length();
        while (end > 0 && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
