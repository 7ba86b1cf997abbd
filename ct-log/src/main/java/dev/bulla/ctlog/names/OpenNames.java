/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.index.Span;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** The youngest entries, fewer than make a run, or about to become one. For many threads. */
final class OpenNames {
    private final Span span;
    private final TreeMap<Term, Places> terms = new TreeMap<>();
    private long end;

    /** A growing list of places in the span. */
    private static final class Places {
        private short[] places = new short[2];
        private int count;

        void add(long place) {
            if (count > 0 && places[count - 1] == (short) place) {
                return;
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = (short) place;
        }
    }

    OpenNames(Span span) {
        this.span = span;
        this.end = span.start();
    }

    Span span() {
        return span;
    }

    /** The first entry that is not in it. */
    synchronized long end() {
        return end;
    }

    /** Takes the next entry. */
    synchronized void add(List<Identity> identities) {
        for (var identity : identities) {
            for (var term : Term.of(identity)) {
                terms.computeIfAbsent(term, _ -> new Places()).add(end - span.start());
            }
        }
        end++;
    }

    /** Marks the places of the entries whose terms are in a range. */
    synchronized void find(TermRange range, BitSet found) {
        for (var entry : terms.tailMap(range.first(), true).entrySet()) {
            if (entry.getKey().side(range) > 0) {
                return;
            }
            var places = entry.getValue();
            for (var i = 0; i < places.count; i++) {
                found.set(places.places[i]);
            }
        }
    }

    synchronized void writeTo(NameRunWriter writer) throws IOException {
        for (var entry : terms.entrySet()) {
            var places = entry.getValue();
            for (var i = places.count - 1; i >= 0; i--) {
                writer.posting(span.start() + places.places[i]);
            }
            writer.term(entry.getKey());
        }
    }
}
