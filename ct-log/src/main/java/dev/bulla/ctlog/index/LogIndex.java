/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Where in the log a leaf or a submission may stand. Any thread may ask; one adds the entries, another one keeps the files.
 *
 * <p>Answers are candidates, the lowest index first, and may name entries younger than the asker's snapshot.
 */
public final class LogIndex {
    private final RunFiles files;
    private final Object upkeep = new Object();
    private volatile Parts parts;

    /** All that is searched: what is sorted, in the order of the entries, and the block after it. */
    private record Parts(List<Run> runs, Block open) {}

    private LogIndex(RunFiles files) {
        this.files = files;
        this.parts = new Parts(List.of(), new Block(new Span(0, 0)));
    }

    /**
     * The index of a log of this size. Files that are missing, cut off or of another log are made again from the entries;
     * damage further inside is found by {@link #mend}, which takes longer.
     */
    public static LogIndex open(Path folder, long size, EntrySource entries) throws IOException {
        var index = new LogIndex(new RunFiles(folder));
        for (var at = 0L;
                size - at >= Span.BLOCK;
                at = index.parts.open().span().start()) {
            var present = index.largest(at, size, entries);
            index.append(present.isPresent() ? present.get() : sorted(new Span(0, at / Span.BLOCK), entries));
            if (present.isEmpty()) {
                index.settle();
            }
        }
        index.files.keepOnly(index.parts.runs());
        var rest = entries.from(index.parts.open().end());
        while (index.parts.open().end() < size) {
            index.add(rest.next());
        }
        index.settle();
        return index;
    }

    /** How many entries it knows. */
    public long size() {
        return parts.open().end();
    }

    /** Takes the next entry. */
    public void add(IndexedEntry entry) {
        var open = parts.open();
        open.add(entry);
        if (open.isFull()) {
            append(open.sorted());
        }
    }

    /** Where a leaf with this hash may stand. */
    public long[] byLeaf(Hash leaf) {
        var found = LongStream.builder();
        var searched = parts;
        searched.runs().forEach(run -> run.leaves().find(leaf.first(), found));
        searched.open().findLeaf(leaf.first(), found);
        return found.build().toArray();
    }

    /** Where a submission with this identity may stand. */
    public long[] byIdentity(Hash identity) {
        var found = LongStream.builder();
        var searched = parts;
        searched.runs().forEach(run -> run.identities().find(identity.first(), found));
        searched.open().findIdentity(identity.first(), found);
        return found.build().toArray();
    }

    /** Writes the full blocks that are in memory only, and merges files where sixteen are side by side. */
    public void settle() throws IOException {
        synchronized (upkeep) {
            for (var run : parts.runs()) {
                if (!run.content().isMapped()) {
                    replace(List.of(run), List.of(files.write(run)));
                }
            }
            for (var ripe = ripe(parts.runs()); !ripe.isEmpty(); ripe = ripe(parts.runs())) {
                replace(ripe, List.of(files.merge(ripe)));
                files.remove(ripe);
            }
        }
    }

    /**
     * Reads every file to its end, and makes again from the entries what is damaged.
     *
     * @return how many files were
     */
    public int mend(EntrySource entries) throws IOException {
        synchronized (upkeep) {
            var damaged = parts.runs().stream().filter(run -> !run.isIntact()).toList();
            for (var run : damaged) {
                var sound = new ArrayList<Run>();
                for (var block = run.span().start() / Span.BLOCK;
                        block < run.span().end() / Span.BLOCK;
                        block++) {
                    sound.add(files.write(sorted(new Span(0, block), entries)));
                }
                replace(List.of(run), sound);
                if (run.span().level() > 0) {
                    files.remove(List.of(run));
                }
                settle();
            }
            return damaged.size();
        }
    }

    private Optional<Run> largest(long start, long size, EntrySource entries) throws IOException {
        for (var span : Span.from(start, size)) {
            var run = files.open(span).filter(it -> belongs(it, entries));
            if (run.isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(Run run, EntrySource entries) {
        return entries.from(run.span().end() - 1).next().leaf().equals(run.lastLeaf());
    }

    private static Run sorted(Span span, EntrySource entries) {
        var block = new Block(span);
        var source = entries.from(span.start());
        while (!block.isFull()) {
            block.add(source.next());
        }
        return block.sorted();
    }

    private synchronized void append(Run run) {
        var runs = new ArrayList<>(parts.runs());
        runs.add(run);
        var next = new Span(0, run.span().end() / Span.BLOCK);
        parts = new Parts(Collections.unmodifiableList(runs), new Block(next));
    }

    private synchronized void replace(List<Run> old, List<Run> fresh) {
        var runs = new ArrayList<>(parts.runs());
        var at = runs.indexOf(old.getFirst());
        runs.subList(at, at + old.size()).clear();
        runs.addAll(at, fresh);
        parts = new Parts(Collections.unmodifiableList(runs), parts.open());
    }

    /** Sixteen runs that are all parts of the same one, if there are. */
    private static List<Run> ripe(List<Run> runs) {
        var spans = Span.ripe(runs.stream().map(Run::span).toList());
        return runs.stream().filter(run -> spans.contains(run.span())).toList();
    }
}
