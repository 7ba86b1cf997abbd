/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What the index sorts by: the kind of an identity and the beginning of its text, which is all of it unless somebody made it
 * very long.
 */
final class Term implements Comparable<Term> {
    /** So many bytes of a term are kept. */
    static final int LONGEST = 512;

    private static final byte SHORT_NAME = 'n';

    private final byte[] bytes;

    private Term(byte kind, String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        this.bytes = new byte[Math.min(LONGEST, 1 + utf8.length)];
        this.bytes[0] = kind;
        System.arraycopy(utf8, 0, bytes, 1, bytes.length - 1);
    }

    private Term(byte[] bytes) {
        this.bytes = bytes;
    }

    static Term copyOf(byte[] bytes, int from, int to) {
        return new Term(Arrays.copyOfRange(bytes, from, to));
    }

    /** The terms by which an identity is found: a repository by its URI and by its name at its host. */
    static List<Term> of(Identity identity) {
        var own = new Term(code(identity.kind()), identity.text());
        return identity.shortName()
                .map(name -> List.of(own, new Term(SHORT_NAME, name)))
                .orElse(List.of(own));
    }

    /** The terms that a text of a kind may mean. */
    static List<Term> meant(Identity.Kind kind, String text) {
        var own = new Term(code(kind), text);
        return kind == Identity.Kind.REPOSITORY ? List.of(own, new Term(SHORT_NAME, text)) : List.of(own);
    }

    /** These stand in files and never change. */
    private static byte code(Identity.Kind kind) {
        return switch (kind) {
            case REPOSITORY -> 'r';
            case WORKFLOW -> 'w';
            case EMAIL -> 'e';
            case USERNAME -> 'u';
            case ISSUER -> 'i';
        };
    }

    int size() {
        return bytes.length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    /** How many bytes it has in common with the beginning of others. */
    int shared(byte[] others, int length) {
        var mismatch = Arrays.mismatch(bytes, 0, bytes.length, others, 0, length);
        return mismatch < 0 ? bytes.length : mismatch;
    }

    int compareTo(byte[] other, int length) {
        return Arrays.compareUnsigned(bytes, 0, bytes.length, other, 0, length);
    }

    /** Where it stands to a range. */
    int side(TermRange range) {
        return range.side(bytes, bytes.length);
    }

    @Override
    public int compareTo(Term other) {
        return compareTo(other.bytes, other.bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Term that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its length: identities are personal. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
