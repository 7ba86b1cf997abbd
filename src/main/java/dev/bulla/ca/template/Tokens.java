/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import dev.bulla.ca.template.Token.Kind;
import java.util.List;

/** The tokens of a template, taken one after another. */
final class Tokens {
    /** Far more than anyone writes by hand, and far from the end of the stack. */
    private static final int DEEPEST = 100;

    private final String template;
    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(String template) {
        this.template = template;
        this.tokens = Lexer.tokens(template);
    }

    String template() {
        return template;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** Whether braces are next that begin with this word. */
    boolean opens(String word) {
        return peek().is(Kind.OPEN) && tokens.get(at + 1).isWord(word);
    }

    boolean isFollowedBy(Kind kind) {
        return tokens.get(Math.min(at + 1, tokens.size() - 1)).is(kind);
    }

    Token take(Kind kind) {
        if (!peek().is(kind)) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    boolean takeIf(Kind kind) {
        if (!peek().is(kind)) {
            return false;
        }
        at++;
        return true;
    }

    /** Braces with one word in them. */
    void takeAction(String word) {
        takeStart(word);
        take(Kind.CLOSE);
    }

    /** The beginning of braces, and the word there. */
    void takeStart(String word) {
        take(Kind.OPEN);
        takeWord(word);
    }

    void takeWord(String word) {
        if (!peek().isWord(word)) {
            throw unexpected();
        }
        at++;
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw invalid("nested too deeply", peek());
        }
    }

    void shallower() {
        depth--;
    }

    InvalidTemplateException unexpected() {
        var found = peek().is(Kind.OPEN) ? tokens.get(at + 1) : peek();
        return invalid(found.shown() + " is not supported here", found);
    }

    InvalidTemplateException invalid(String problem, Token where) {
        return new InvalidTemplateException(problem, template, where.at());
    }
}
