/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import com.google.re2j.Pattern;

/** What a text is expected to be. */
public sealed interface TextMatch {
    boolean accepts(String text);

    /** This text and no other. */
    record Exact(String expected) implements TextMatch {
        @Override
        public boolean accepts(String text) {
            return text.equals(expected);
        }

        @Override
        public String toString() {
            return expected;
        }
    }

    /** Any text in which the expression is found, at its beginning or not: whoever means all of it writes {@code ^} and {@code $}. */
    record Found(Pattern expression) implements TextMatch {
        @Override
        public boolean accepts(String text) {
            return expression.matcher(text).find();
        }

        @Override
        public String toString() {
            return "one that matches " + expression.pattern();
        }
    }
}
