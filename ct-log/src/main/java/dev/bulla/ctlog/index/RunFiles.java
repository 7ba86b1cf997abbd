/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The folder of an index. A file appears in it whole and durable or not at all, and never changes, so that it can be mapped.
 *
 * <p>A mapping ends when nobody holds its run any more: ending it by hand would need a lock around every look-up. A file that
 * is removed stays readable for those who still search in it.
 */
final class RunFiles {
    private static final String UNFINISHED = ".tmp";

    private final Path folder;

    RunFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The run of a span, if there is a file and it looks like that of a run. */
    Optional<Run> open(Span span) throws IOException {
        try (var file = FileChannel.open(path(span), StandardOpenOption.READ)) {
            return Run.read(span, file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), Arena.ofAuto()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Puts a run that is in memory into a file. */
    Run write(Run run) throws IOException {
        return publish(run.span(), file -> writeAll(file, run.content().asByteBuffer()));
    }

    /** Makes one run of sixteen that stand side by side. */
    Run merge(List<Run> parts) throws IOException {
        var span = parts.getFirst().span().parent();
        return publish(span, file -> {
            var writer = new RowWriter(file);
            writer.merge(tables(parts, Run::leaves));
            writer.merge(tables(parts, Run::identities));
            var footer = Run.footer(span, parts.getLast().lastLeaf(), writer.checksum());
            writeAll(file, ByteBuffer.wrap(footer));
        });
    }

    void remove(List<Run> runs) throws IOException {
        for (var run : runs) {
            Files.deleteIfExists(path(run.span()));
        }
    }

    /** Removes what is none of these: parts of what was merged later, and files that were never finished. */
    void keepOnly(List<Run> runs) throws IOException {
        Set<Path> kept = runs.stream().map(run -> path(run.span())).collect(Collectors.toSet());
        try (var present = Files.list(folder)) {
            for (var file : (Iterable<Path>) present::iterator) {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Run publish(Span span, Content content) throws IOException {
        var unfinished = folder.resolve(span.fileName() + UNFINISHED);
        try (var file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            content.writeTo(file);
            file.force(true);
        }
        Files.move(unfinished, path(span), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return open(span).orElseThrow(() -> new IOException("what was written is not there: " + path(span)));
    }

    private static List<SortedTable> tables(List<Run> runs, Function<Run, SortedTable> which) {
        return runs.stream().map(which).toList();
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private Path path(Span span) {
        return folder.resolve(span.fileName());
    }

    /** What is to stand in a file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(FileChannel file) throws IOException;
    }
}
