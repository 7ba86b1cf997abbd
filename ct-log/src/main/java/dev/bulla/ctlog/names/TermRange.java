/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.IdentityPattern;
import java.util.List;

/** The terms that are a given one, or begin with it: they stand side by side. */
record TermRange(Term first, boolean isPrefix) {

    /** The ranges in which everything that a pattern meets is found. */
    static List<TermRange> of(IdentityPattern pattern) {
        return Term.meant(pattern.kind(), pattern.text()).stream()
                .map(term -> new TermRange(term, pattern.isPrefix()))
                .toList();
    }

    /** Whether a term stands before the range (negative), in it (zero) or after it. */
    int side(byte[] term, int length) {
        return isPrefix && first.shared(term, length) == first.size() ? 0 : -first.compareTo(term, length);
    }
}
