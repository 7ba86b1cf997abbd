/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.stamping;

import java.util.Locale;

/** How a request ended. */
public enum StampingOutcome {
    /** A timestamp was given. */
    GRANTED,
    /** The chain was given. */
    SHOWN,
    /** The body is no query. */
    MALFORMED,
    /** The query asks for what there is not. */
    UNSUPPORTED,
    /** The body is of a type that no query has. */
    UNKNOWN_TYPE,
    /** There is nothing at this path, or not with this method. */
    UNKNOWN_ROUTE,
    /** There was no room. */
    OVERLOADED,
    /** The fault is ours. */
    FAILED;

    /** As metrics write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
