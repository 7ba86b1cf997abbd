/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.index.Span;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** The index at one moment: all that is asked of it is about the same entries. */
public final class NameView {
    private final NameIndex.Parts parts;
    private final Consumer<NameRun> damaged;
    private final long end;

    NameView(NameIndex.Parts parts, Consumer<NameRun> damaged) {
        this.parts = parts;
        this.damaged = damaged;
        this.end = parts.end();
    }

    /** The first entry that is not in it. */
    public long end() {
        return end;
    }

    /**
     * Tells where somebody may be spoken for, the newest entry first, until that is enough.
     *
     * @param from the oldest entry of interest
     * @param to   the entry after the newest one of interest
     * @param more says whether the next one is wanted, too
     * @throws NamesMissingException if a part turns out to be damaged; it is made again
     */
    public void newestFirst(IdentityPattern pattern, long from, long to, LongPredicate more) {
        var ranges = TermRange.of(pattern);
        var asked = new Asked(from, Math.min(to, end), more);
        var goesOn = parts.open()
                .filter(open -> asked.concerns(open.span()))
                .map(open -> give(open, ranges, asked))
                .orElse(true);
        for (var run : parts.runs().reversed()) {
            if (goesOn && asked.concerns(run.span())) {
                goesOn = give(run, ranges, asked);
            }
        }
    }

    private boolean give(NameRun run, List<TermRange> ranges, Asked asked) {
        try {
            var found = new RunHits(run.span());
            ranges.forEach(range -> run.find(range, found));
            return found.isSingle() ? asked.give(found.single()) : asked.give(run.span(), found.marked());
        } catch (DamagedNamesException _) {
            damaged.accept(run);
            throw new NamesMissingException(run.span().start(), end);
        }
    }

    private boolean give(OpenNames open, List<TermRange> ranges, Asked asked) {
        var places = new BitSet(Span.BLOCK);
        return open.find(ranges, places)
                .map(run -> give(run, ranges, asked))
                .orElseGet(() -> asked.give(open.span(), places));
    }

    /** Which entries are asked for, and who asks. What is given returns whether more is wanted. */
    private record Asked(long from, long to, LongPredicate more) {
        boolean concerns(Span span) {
            return span.start() < to && span.end() > from;
        }

        boolean give(Postings postings) {
            while (postings.hasNext()) {
                var index = postings.next();
                if (index < from) {
                    return true;
                }
                if (index < to && !more.test(index)) {
                    return false;
                }
            }
            return true;
        }

        boolean give(Span span, BitSet places) {
            var newest = (int) Math.min(span.size(), to - span.start()) - 1;
            for (var place = places.previousSetBit(newest); place >= 0; place = places.previousSetBit(place - 1)) {
                var index = span.start() + place;
                if (index < from) {
                    return true;
                }
                if (!more.test(index)) {
                    return false;
                }
            }
            return true;
        }
    }
}
