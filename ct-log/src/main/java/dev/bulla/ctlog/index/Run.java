/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The index of a span of entries, which never changes: a table of leaf hashes, one of identities, and a footer.
 *
 * <p>The footer names format and span, tells the hash of the span's last leaf, which shows whether the run belongs to the log
 * it lies beside, and ends in two checksums: of all before the footer, and of the footer before it.
 */
final class Run {
    static final int FOOTER = 8 + 8 + 8 + Hash.SIZE + 4 + 4;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final byte[] FORMAT = "bullaix1".getBytes(StandardCharsets.US_ASCII);

    private final Span span;
    private final MemorySegment content;
    private final SortedTable leaves;
    private final SortedTable identities;

    private Run(Span span, MemorySegment content) {
        this.span = span;
        this.content = content;
        var tableSize = tableSize(span);
        this.leaves = new SortedTable(content.asSlice(0, tableSize));
        this.identities = new SortedTable(content.asSlice(tableSize, tableSize));
    }

    /** The run in these bytes, if their footer is that of a run of this span. */
    static Optional<Run> read(Span span, MemorySegment content) {
        if (content.byteSize() != size(span)) {
            return Optional.empty();
        }
        var footer = content.asSlice(2 * tableSize(span));
        var expected = footerStart(span);
        var sound = footer.asSlice(0, expected.length).mismatch(MemorySegment.ofArray(expected)) < 0
                && footer.get(INT, FOOTER - 4) == DerivedFolder.checksum(footer.asSlice(0, FOOTER - 4));
        return sound ? Optional.of(new Run(span, content)) : Optional.empty();
    }

    /** What stands after the tables. */
    static byte[] footer(Span span, Hash lastLeaf, int tablesChecksum) {
        var bytes = new byte[FOOTER];
        var start = footerStart(span);
        System.arraycopy(start, 0, bytes, 0, start.length);
        lastLeaf.write(bytes, start.length);
        var footer = MemorySegment.ofArray(bytes);
        footer.set(INT, FOOTER - 8, tablesChecksum);
        footer.set(INT, FOOTER - 4, DerivedFolder.checksum(footer.asSlice(0, FOOTER - 4)));
        return bytes;
    }

    private static byte[] footerStart(Span span) {
        var bytes = new byte[FORMAT.length + 16];
        System.arraycopy(FORMAT, 0, bytes, 0, FORMAT.length);
        var start = MemorySegment.ofArray(bytes);
        start.set(LONG, FORMAT.length, span.start());
        start.set(LONG, FORMAT.length + 8, span.size());
        return bytes;
    }

    static long tableSize(Span span) {
        return (long) span.size() * SortedTable.ROW;
    }

    static long size(Span span) {
        return 2 * tableSize(span) + FOOTER;
    }

    /** Reads all of it: whether every byte is as it was written. */
    boolean isIntact() {
        return content.get(INT, content.byteSize() - 8)
                == DerivedFolder.checksum(content.asSlice(0, 2 * tableSize(span)));
    }

    Span span() {
        return span;
    }

    MemorySegment content() {
        return content;
    }

    SortedTable leaves() {
        return leaves;
    }

    SortedTable identities() {
        return identities;
    }

    /** The hash of the leaf with which the span ends. */
    Hash lastLeaf() {
        var hash = content.asSlice(content.byteSize() - 8 - Hash.SIZE, Hash.SIZE);
        return Hash.read(hash.toArray(ValueLayout.JAVA_BYTE), 0);
    }
}
