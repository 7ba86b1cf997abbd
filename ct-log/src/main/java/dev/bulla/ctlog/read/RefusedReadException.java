/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import java.io.Serial;

/** A question that gets no answer: the status and the one line that the asker reads instead. */
final class RefusedReadException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String line;

    private RefusedReadException(int status, String word, String sentence) {
        super(sentence);
        this.status = status;
        this.line = word + ": " + sentence + "\n";
    }

    /** A parameter is missing or is not what it must be. */
    static RefusedReadException badParameter(String sentence) {
        return new RefusedReadException(400, "bad-parameter", sentence);
    }

    /** The parameters are sound, and the tree does not reach as far as they do. */
    static RefusedReadException beyondTree(String sentence) {
        return new RefusedReadException(400, "beyond-tree", sentence);
    }

    static RefusedReadException notFound(String word, String sentence) {
        return new RefusedReadException(404, word, sentence);
    }

    int status() {
        return status;
    }

    /** A word that stays the same, and a sentence. */
    String line() {
        return line;
    }
}
