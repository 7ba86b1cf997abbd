/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.Span;
import dev.bulla.ctlog.merkle.Hash;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The index of a span of entries, which never changes: its terms with their entries, a table of where every sixteenth term
 * stands, and a footer.
 *
 * <p>The footer names format and span, tells where the terms end and the hash of the span's last leaf, which shows whether the
 * run belongs to the log it lies beside, and ends in two checksums: of all before the footer, and of the footer before it.
 */
final class NameRun {
    static final int FOOTER = 8 + 8 + 8 + 8 + Hash.SIZE + 4 + 4;

    /** So many terms are read one after the other, from one that stands in the table on. */
    static final int STRIDE = 16;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final byte[] FORMAT = "bullaid1".getBytes(StandardCharsets.US_ASCII);

    private final Span span;
    private final MemorySegment content;
    private final long termsEnd;
    private final int marks;

    private NameRun(Span span, MemorySegment content, long termsEnd) {
        this.span = span;
        this.content = content;
        this.termsEnd = termsEnd;
        this.marks = (int) ((content.byteSize() - FOOTER - termsEnd) / Long.BYTES);
    }

    /** The run in these bytes, if they are one of this span and as they were written. */
    static Optional<NameRun> read(Span span, MemorySegment content) {
        var body = content.byteSize() - FOOTER;
        if (body < 0) {
            return Optional.empty();
        }
        var footer = content.asSlice(body);
        var expected = footerStart(span);
        var sound = footer.asSlice(0, expected.length).mismatch(MemorySegment.ofArray(expected)) < 0
                && footer.get(INT, FOOTER - 4) == DerivedFolder.checksum(footer.asSlice(0, FOOTER - 4))
                && footer.get(INT, FOOTER - 8) == DerivedFolder.checksum(content.asSlice(0, body));
        var termsEnd = footer.get(LONG, expected.length);
        var table = body - termsEnd;
        return sound && termsEnd >= 0 && table >= 0 && table % Long.BYTES == 0
                ? Optional.of(new NameRun(span, content, termsEnd))
                : Optional.empty();
    }

    /** What stands after the table. */
    static byte[] footer(Span span, Hash lastLeaf, long termsEnd, int bodyChecksum) {
        var bytes = new byte[FOOTER];
        var start = footerStart(span);
        System.arraycopy(start, 0, bytes, 0, start.length);
        lastLeaf.write(bytes, start.length + Long.BYTES);
        var footer = MemorySegment.ofArray(bytes);
        footer.set(LONG, start.length, termsEnd);
        footer.set(INT, FOOTER - 8, bodyChecksum);
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

    Span span() {
        return span;
    }

    /** The hash of the leaf with which the span ends. */
    Hash lastLeaf() {
        var hash = content.asSlice(content.byteSize() - 8 - Hash.SIZE, Hash.SIZE);
        return Hash.read(hash.toArray(ValueLayout.JAVA_BYTE), 0);
    }

    /** All terms. */
    TermCursor terms() {
        return new TermCursor(span, content, 0, termsEnd);
    }

    /** Gives the entries of each term in a range. */
    void find(TermRange range, Consumer<Postings> found) {
        var cursor = lastBefore(range);
        while (!cursor.atEnd()) {
            cursor.next();
            var side = cursor.side(range);
            if (side > 0) {
                return;
            }
            if (side == 0) {
                found.accept(cursor.postings());
            }
        }
    }

    /** A cursor before the last marked term that stands before the range, if there is one, and else before all. */
    private TermCursor lastBefore(TermRange range) {
        var low = 0;
        var high = marks;
        while (low < high) {
            var middle = (low + high) >>> 1;
            var cursor = marked(middle);
            cursor.next();
            if (cursor.side(range) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? terms() : marked(low - 1);
    }

    private TermCursor marked(int mark) {
        return new TermCursor(span, content, content.get(LONG, termsEnd + (long) mark * Long.BYTES), termsEnd);
    }
}
