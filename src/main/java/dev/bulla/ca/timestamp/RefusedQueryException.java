/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

/** A query that gets no timestamp. The message goes to the requester. It carries no stack trace: strangers can cause it at will. */
public final class RefusedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What kind of fault it is, in a word for metrics. */
    public enum Kind {
        /** It is no query, or contradicts itself. */
        MALFORMED,
        /** It is one, and asks for what there is not. */
        UNSUPPORTED
    }

    private RefusedQueryException(Kind kind, String message) {
        super(message, null, true, false);
        this.kind = kind;
    }

    static RefusedQueryException malformed(String message) {
        return new RefusedQueryException(Kind.MALFORMED, message);
    }

    static RefusedQueryException unsupported(String message) {
        return new RefusedQueryException(Kind.UNSUPPORTED, message);
    }

    public Kind kind() {
        return kind;
    }

    /** What was found, and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
