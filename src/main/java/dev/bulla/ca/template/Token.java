/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

/**
 * The smallest thing that a template is made of.
 *
 * @param kind  what it is
 * @param text  what it says: for a name without its dot or dollar sign, for quoted text without quotes and escapes
 * @param at    where it starts in the template
 * @param apart whether a blank stands before it; operands need one between them
 */
record Token(Kind kind, String text, int at, boolean apart) {

    enum Kind {
        TEXT("text"),
        OPEN("{{"),
        CLOSE("}}"),
        WORD("a word"),
        FIELD("a field"),
        VARIABLE("a variable"),
        DOT("."),
        QUOTED("quoted text"),
        CHARACTER("a character"),
        NUMBER("a number"),
        LEFT("("),
        RIGHT(")"),
        PIPE("|"),
        DECLARE(":="),
        ASSIGN("="),
        COMMA(","),
        END("the end of the template");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    /** How a message names it. */
    String shown() {
        return kind == Kind.WORD ? "\"" + text + "\"" : kind.shown;
    }
}
