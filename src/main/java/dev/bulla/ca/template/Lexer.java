/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import dev.bulla.ca.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. Comments and the blanks around trim markers are gone afterwards. */
final class Lexer {
    private static final String BLANKS = " \t\r\n";
    /** What may follow a name without a blank between them. */
    private static final String AFTER_NAMES = ".,|:)(" + BLANKS;

    private final String template;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean trimNext;

    private Lexer(String template) {
        this.template = template;
    }

    static List<Token> tokens(String template) {
        var lexer = new Lexer(template);
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
            token(isBlank(at - 1));
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

    private void token(boolean apart) {
        var start = at;
        switch (template.charAt(at)) {
            case '(' -> sign(Kind.LEFT, 1, apart);
            case ')' -> sign(Kind.RIGHT, 1, apart);
            case '|' -> sign(Kind.PIPE, 1, apart);
            case ',' -> sign(Kind.COMMA, 1, apart);
            case '=' -> sign(Kind.ASSIGN, 1, apart);
            case ':' -> {
                if (!template.startsWith(":=", at)) {
                    throw invalid("a colon must be followed by =", at);
                }
                sign(Kind.DECLARE, 2, apart);
            }
            case '"', '`', '\'' -> literal(start, apart);
            case '$' -> {
                at++;
                add(Kind.VARIABLE, name(), start, apart);
            }
            default -> word(start, apart);
        }
    }

    private void word(int start, boolean apart) {
        if (NumberText.startsAt(template, at)) {
            at = NumberText.end(template, at);
            add(Kind.NUMBER, template.substring(start, at), start, apart);
        } else if (template.charAt(at) == '.') {
            at++;
            var name = name();
            add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name, start, apart);
        } else if (isNamePart(template.codePointAt(at))) {
            add(Kind.WORD, name(), start, apart);
        } else {
            throw invalid("\"" + Character.toString(template.codePointAt(at)) + "\" is not supported here", start);
        }
    }

    private void sign(Kind kind, int length, boolean apart) {
        add(kind, "", at, apart);
        at += length;
    }

    private void literal(int start, boolean apart) {
        var quoted = new QuotedLiteral(template, start);
        var text = quoted.read();
        at = quoted.end();
        add(template.charAt(start) == '\'' ? Kind.CHARACTER : Kind.QUOTED, text, start, apart);
    }

    private String name() {
        var start = at;
        while (at < template.length() && isNamePart(template.codePointAt(at))) {
            at += Character.charCount(template.codePointAt(at));
        }
        if (at < template.length() && AFTER_NAMES.indexOf(template.charAt(at)) < 0 && !template.startsWith("}}", at)) {
            throw invalid("a blank is missing", at);
        }
        return template.substring(start, at);
    }

    private void add(Kind kind, String text, int start, boolean apart) {
        tokens.add(new Token(kind, text, start, apart));
    }

    private InvalidTemplateException invalid(String problem, int where) {
        return new InvalidTemplateException(problem, template, where);
    }

    private boolean isBlank(int index) {
        return index < template.length() && BLANKS.indexOf(template.charAt(index)) >= 0;
    }

    static boolean isNamePart(int point) {
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
