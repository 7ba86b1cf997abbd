/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file of an index, for somebody who looks at it and changes nothing. */
public final class IndexFile {
    private static final Pattern NAME = Pattern.compile("([0-3])-(0|[1-9][0-9]{0,9})");

    private final Path path;
    private final Span span;

    private IndexFile(Path path, Span span) {
        this.path = path;
        this.span = span;
    }

    /** What the two tables of a file must add up to. */
    public record Sums(long leaves, long identities) {}

    /** The files in a folder by the entries that they are about. What has another name is no part of the index. */
    public static List<IndexFile> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var files = new ArrayList<IndexFile>();
        try (var present = Files.list(folder)) {
            for (var path : (Iterable<Path>) present::iterator) {
                var name = NAME.matcher(String.valueOf(path.getFileName()));
                if (name.matches()) {
                    var span = new Span(Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)));
                    files.add(new IndexFile(path, span));
                }
            }
        }
        files.sort(Comparator.comparingLong(IndexFile::start).thenComparingInt(file -> file.span.level()));
        return files;
    }

    public String name() {
        return span.fileName();
    }

    /** The first entry that it is about. */
    public long start() {
        return span.start();
    }

    /** The first entry after those that it is about. */
    public long end() {
        return span.end();
    }

    /**
     * What is wrong with it, if anything is.
     *
     * @param expected what the log says; nothing where that is not known
     */
    public Optional<String> damage(Optional<Sums> expected) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ);
                var arena = Arena.ofConfined()) {
            var run = Run.read(span, file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena));
            if (run.isEmpty()) {
                return Optional.of("its length or its footer is not that of an index file of its name");
            }
            return damage(run.get(), expected);
        } catch (NoSuchFileException _) {
            // The log that owns it has merged it with others meanwhile.
            return Optional.empty();
        }
    }

    private Optional<String> damage(Run run, Optional<Sums> expected) {
        if (!run.isIntact()) {
            return Optional.of("its checksum is wrong");
        }
        if (!isSorted(run.leaves()) || !isSorted(run.identities())) {
            return Optional.of("its rows are not sorted");
        }
        var found = new Sums(sum(run.leaves()), sum(run.identities()));
        return expected.isPresent() && !expected.get().equals(found)
                ? Optional.of("it is not made from the entries of this log")
                : Optional.empty();
    }

    private static boolean isSorted(SortedTable table) {
        for (var row = 1; row < table.count(); row++) {
            if (Long.compareUnsigned(table.key(row - 1), table.key(row)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static long sum(SortedTable table) {
        var sum = 0L;
        for (var row = 0; row < table.count(); row++) {
            sum += RowSum.of(table.key(row), table.index(row));
        }
        return sum;
    }
}
