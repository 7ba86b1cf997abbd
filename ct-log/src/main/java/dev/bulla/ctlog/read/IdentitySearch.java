/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.names.NameIndex;
import dev.bulla.ctlog.names.NamesMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Searches the log for identities. The index names candidates; what is shown was read from the entry. For many threads. */
public final class IdentitySearch {
    /** So many young entries are looked through one by one if the index lags behind. */
    static final int MOST_SCANNED = 8192;

    /** So many entries are read for one page at most: only a damaged index names so many wrong ones. */
    static final int MOST_READ = 10_000;

    /** In place of a time. */
    public static final long ANY_TIME = -1;

    private final LogReader reader;
    private final NameIndex index;

    public IdentitySearch(LogReader reader, NameIndex index) {
        this.reader = reader;
        this.index = index;
    }

    /**
     * What somebody wants to know.
     *
     * @param since  entries of this time or later, in milliseconds since 1970, or {@link #ANY_TIME}
     * @param until  and before this one, or {@link #ANY_TIME}
     * @param before entries before this index
     * @param limit  so many of them
     */
    public record Question(IdentityPattern pattern, long since, long until, long before, int limit) {}

    /** An entry that was looked for. */
    public record Found(long index, Hash leaf, TimestampedEntry entry, List<Identity> identities) {
        public Found {
            identities = List.copyOf(identities);
        }
    }

    /**
     * An answer: some entries, the newest first.
     *
     * @param next what to ask for as {@code before} to get the next ones; nothing if there are no more
     * @param size how many entries the log had
     */
    public record Page(List<Found> found, OptionalLong next, long size) {
        public Page {
            found = List.copyOf(found);
        }
    }

    /** @throws NamesMissingException if the index is being made */
    public Page search(Question question) {
        var names = index.view();
        var view = reader.view();
        if (view.size() - names.end() > MOST_SCANNED) {
            throw new NamesMissingException(names.end(), view.size());
        }
        var from = question.since() == ANY_TIME ? 0 : firstSince(view, question.since());
        var until = question.until() == ANY_TIME ? view.size() : firstSince(view, question.until());
        var to = Math.min(question.before(), until);
        var page = new Collected(view, question);
        var goesOn = true;
        for (var at = to - 1; goesOn && at >= Math.max(from, names.end()); at--) {
            goesOn = page.look(at);
        }
        if (goesOn) {
            names.newestFirst(question.pattern(), from, to, page::look);
        }
        return page.finished();
    }

    /** The first entry of this time or later: no entry is older than the one before it. */
    private static long firstSince(LogView view, long millis) {
        var low = 0L;
        var high = view.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (timestamp(view, middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** An entry begins with its time. */
    private static long timestamp(LogView view, long index) {
        return view.entry(index).buffer().getLong();
    }

    /** The page in the making. */
    private static final class Collected {
        private final LogView view;
        private final Question question;
        private final List<Found> found = new ArrayList<>();
        private OptionalLong next = OptionalLong.empty();
        private int read;

        Collected(LogView view, Question question) {
            this.view = view;
            this.question = question;
        }

        /** Looks at an entry, if there is room for it and patience left. */
        boolean look(long at) {
            if (found.size() == question.limit() || read == MOST_READ) {
                next = OptionalLong.of(at + 1);
                return false;
            }
            read++;
            var entry = LogReader.parsed(view.entry(at)).entry();
            var identities = EntryIdentities.of(entry);
            if (identities.stream().anyMatch(question.pattern()::matches)) {
                found.add(new Found(at, view.leaf(at), entry, identities));
            }
            return true;
        }

        Page finished() {
            return new Page(found, next, view.size());
        }
    }
}
