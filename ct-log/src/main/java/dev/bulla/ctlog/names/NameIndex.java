/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which entries may speak for somebody. Any thread may ask; one keeps the files.
 *
 * <p>Damage that a file's checksum does not show, which nobody makes by accident, is found when the place is read. The run is
 * given up then and made again.
 */
public final class NameIndex {
    /** After so many runs of 4,096 entries {@link #settle} lets others have their turn. */
    private static final int MOST_AT_ONCE = 16;

    private final DerivedFolder folder;
    private final Object upkeep = new Object();
    /** What was filed last has no use for these any more. */
    private Optional<TermHeap> spare = Optional.empty();

    private volatile Parts parts = new Parts(List.of(), Optional.empty());

    /** All that is searched: files in the order of their entries, with gaps where one is missing, and the youngest entries. */
    record Parts(List<NameRun> runs, Optional<OpenNames> open) {

        /** The first entry that no file covers. */
        long filed() {
            var end = 0L;
            for (var run : runs) {
                if (run.span().start() != end) {
                    return end;
                }
                end = run.span().end();
            }
            return end;
        }

        /** The first entry that is not in the index. */
        long end() {
            var filed = filed();
            return open.filter(it -> it.span().start() == filed)
                    .map(OpenNames::end)
                    .orElse(filed);
        }

        Parts without(List<NameRun> old) {
            return new Parts(runs.stream().filter(run -> !old.contains(run)).toList(), open);
        }

        Parts with(NameRun fresh) {
            var all = new ArrayList<>(runs);
            all.add(fresh);
            all.sort(Comparator.comparingLong(run -> run.span().start()));
            return new Parts(
                    List.copyOf(all),
                    open.filter(it -> it.span().start() >= fresh.span().end()));
        }
    }

    private NameIndex(DerivedFolder folder) {
        this.folder = folder;
    }

    /** The index of a log of this size, as far as it is there: the files that are sound and of this log. */
    public static NameIndex open(Path path, long size, NamedEntries entries) throws IOException {
        var folder = new DerivedFolder(path);
        var index = new NameIndex(folder);
        var runs = new ArrayList<NameRun>();
        for (var at = 0L; size - at >= Span.BLOCK; ) {
            var run = largest(folder, Span.from(at, size), entries);
            run.ifPresent(runs::add);
            at = run.map(it -> it.span().end()).orElse(at + Span.BLOCK);
        }
        folder.keepOnly(runs.stream().map(run -> run.span().fileName()).collect(Collectors.toSet()));
        index.parts = new Parts(List.copyOf(runs), Optional.empty());
        return index;
    }

    private static Optional<NameRun> largest(DerivedFolder folder, List<Span> spans, NamedEntries entries)
            throws IOException {
        for (var span : spans) {
            var run = folder.map(span.fileName()).flatMap(content -> NameRun.read(span, content));
            if (run.isPresent() && run.get().lastLeaf().equals(entries.leaf(span.end() - 1))) {
                return run;
            }
        }
        return Optional.empty();
    }

    /** What it has at this moment. */
    public NameView view() {
        return new NameView(parts, this::giveUp);
    }

    /**
     * Takes in entries that came since, or whose file is missing, and merges files where sixteen are side by side. Does a part
     * of it if there is much to do.
     *
     * @param size how many entries the log has
     * @return whether all is done
     */
    public boolean settle(long size, NamedEntries entries) throws IOException {
        synchronized (upkeep) {
            var made = 0;
            while (size - parts.filed() >= Span.BLOCK && made < MOST_AT_ONCE) {
                file(full(parts.filed(), entries), entries);
                made++;
            }
            merge(entries);
            if (size - parts.filed() >= Span.BLOCK) {
                return false;
            }
            var open = open(parts.filed());
            fill(open, size, entries);
            return true;
        }
    }

    private OpenNames full(long start, NamedEntries entries) {
        var names = parts.open().filter(it -> it.span().start() == start).orElseGet(() -> begun(start));
        fill(names, names.span().end(), entries);
        return names;
    }

    private OpenNames begun(long start) {
        var terms = spare.orElseGet(TermHeap::new);
        spare = Optional.empty();
        return new OpenNames(new Span(0, start / Span.BLOCK), terms);
    }

    private static void fill(OpenNames names, long end, NamedEntries entries) {
        while (names.end() < end) {
            names.add(entries.identities(names.end()));
        }
    }

    private void file(OpenNames names, NamedEntries entries) throws IOException {
        var span = names.span();
        var last = entries.leaf(span.end() - 1);
        var run = publish(span, writer -> {
            names.writeTo(writer);
            writer.finish(last);
        });
        add(List.of(), run);
        spare = Optional.of(names.filedAs(run));
    }

    private void merge(NamedEntries entries) throws IOException {
        for (var ripe = ripe(); !ripe.isEmpty(); ripe = ripe()) {
            var merged = ripe;
            var span = ripe.getFirst().span().parent();
            var last = entries.leaf(span.end() - 1);
            try {
                var run = publish(span, writer -> {
                    writer.merge(merged);
                    writer.finish(last);
                });
                add(merged, run);
            } catch (DamagedNamesException _) {
                merged.forEach(this::giveUp);
            }
            for (var run : merged) {
                folder.remove(run.span().fileName());
            }
        }
    }

    private List<NameRun> ripe() {
        var runs = parts.runs();
        var spans = Span.ripe(runs.stream().map(NameRun::span).toList());
        return runs.stream().filter(run -> spans.contains(run.span())).toList();
    }

    /** What is to be written of a run. */
    @FunctionalInterface
    private interface Content {
        void writeTo(NameRunWriter writer) throws IOException;
    }

    private NameRun publish(Span span, Content content) throws IOException {
        var mapped = folder.publish(span.fileName(), file -> content.writeTo(new NameRunWriter(file, span)));
        return NameRun.read(span, mapped)
                .orElseThrow(() -> new IOException("what was written is not what is there: " + span.fileName()));
    }

    private synchronized OpenNames open(long start) {
        var open = parts.open().filter(it -> it.span().start() == start).orElseGet(() -> begun(start));
        parts = new Parts(parts.runs(), Optional.of(open));
        return open;
    }

    private synchronized void add(List<NameRun> merged, NameRun fresh) {
        parts = parts.without(merged).with(fresh);
    }

    private synchronized void giveUp(NameRun damaged) {
        parts = parts.without(List.of(damaged));
    }
}
