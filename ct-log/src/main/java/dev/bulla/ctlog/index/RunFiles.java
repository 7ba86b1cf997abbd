/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files of an index. */
final class RunFiles {
    private final DerivedFolder folder;

    RunFiles(Path folder) throws IOException {
        this.folder = new DerivedFolder(folder);
    }

    /** The run of a span, if there is a file and it looks like that of a run. */
    Optional<Run> open(Span span) throws IOException {
        return folder.map(span.fileName()).flatMap(content -> Run.read(span, content));
    }

    /** Puts a run that is in memory into a file. */
    Run write(Run run) throws IOException {
        return publish(
                run.span(), file -> DerivedFolder.writeAll(file, run.content().asByteBuffer()));
    }

    /** Makes one run of sixteen that stand side by side. */
    Run merge(List<Run> parts) throws IOException {
        return publish(parts.getFirst().span().parent(), file -> {
            var writer = new RowWriter(file);
            writer.merge(tables(parts, Run::leaves));
            writer.merge(tables(parts, Run::identities));
            var span = parts.getFirst().span().parent();
            var footer = Run.footer(span, parts.getLast().lastLeaf(), writer.checksum());
            DerivedFolder.writeAll(file, ByteBuffer.wrap(footer));
        });
    }

    void remove(List<Run> runs) throws IOException {
        for (var run : runs) {
            folder.remove(run.span().fileName());
        }
    }

    /** Removes what is none of these. */
    void keepOnly(List<Run> runs) throws IOException {
        folder.keepOnly(runs.stream().map(run -> run.span().fileName()).collect(Collectors.toSet()));
    }

    private Run publish(Span span, DerivedFolder.Content content) throws IOException {
        return Run.read(span, folder.publish(span.fileName(), content))
                .orElseThrow(() -> new IOException("what was written is not what is there: " + span.fileName()));
    }

    private static List<SortedTable> tables(List<Run> runs, Function<Run, SortedTable> which) {
        return runs.stream().map(which).toList();
    }
}
