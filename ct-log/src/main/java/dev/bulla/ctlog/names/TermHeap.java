/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.Span;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Terms as they come, each with the place of its entry, in arrays that are used for one run after the other.
 *
 * <p>Thousands of entries live too long here to die young. As objects of their own they would fill the old part of Java's heap,
 * a quarter of a kilobyte for each entry, and nothing is collected there before it is full.
 */
final class TermHeap {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int FIRST_TERMS = 1 << 12;

    /** Arrays that very long names have made larger than this are given back. */
    private static final int MOST_KEPT = 4 << 20;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_TERMS];
    private short[] places = new short[FIRST_TERMS];
    private int count;

    void add(Term term, int place) {
        var start = start(count);
        if (bytes.length - start < term.size()) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + term.size()));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        term.copyTo(bytes, start);
        ends[count] = start + term.size();
        places[count] = (short) place;
        count++;
    }

    void clear() {
        count = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    /** Marks the places of the entries whose terms are in a range. */
    void find(TermRange range, BitSet found) {
        var term = new byte[Term.LONGEST];
        for (var i = 0; i < count; i++) {
            var length = ends[i] - start(i);
            System.arraycopy(bytes, start(i), term, 0, length);
            if (range.side(term, length) == 0) {
                found.set(places[i]);
            }
        }
    }

    /** Writes the terms in their order, each with its entries from the newest to the oldest. */
    void writeTo(NameRunWriter writer, Span span) throws IOException {
        var order = IntStream.range(0, count).boxed().sorted(this::compare).toList();
        for (var at = 0; at < order.size(); ) {
            var first = order.get(at);
            var last = -1;
            for (; at < order.size() && compareTerms(order.get(at), first) == 0; at++) {
                var place = places[order.get(at)];
                if (place != last) {
                    writer.posting(span.start() + place);
                }
                last = place;
            }
            writer.term(Term.copyOf(bytes, start(first), ends[first]));
        }
    }

    private int compare(int one, int other) {
        var terms = compareTerms(one, other);
        return terms != 0 ? terms : Short.compare(places[other], places[one]);
    }

    private int compareTerms(int one, int other) {
        return Arrays.compareUnsigned(bytes, start(one), ends[one], bytes, start(other), ends[other]);
    }

    private int start(int term) {
        return term == 0 ? 0 : ends[term - 1];
    }
}
