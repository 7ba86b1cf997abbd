/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.util.List;

/** A line of a policy that says something: which one it is, and its words. */
record PolicyLine(int number, List<String> words) {
    PolicyLine {
        words = List.copyOf(words);
    }

    String kind() {
        return words.getFirst();
    }

    String word(int index) {
        return words.get(index);
    }

    /** The words from this one on. */
    List<String> from(int index) {
        return words.subList(index, words.size());
    }

    /** Throws unless so many words follow the first. */
    void expect(int least, int most, String form) {
        var count = words.size() - 1;
        if (count < least || count > most) {
            throw new Fault("must be \"" + form + "\"");
        }
    }

    /** What is wrong with the line. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }
}
