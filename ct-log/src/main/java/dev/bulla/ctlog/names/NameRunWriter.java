/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.Span;
import dev.bulla.ctlog.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes a run: for each term in their order its entries from the newest to the oldest, and then the term. */
final class NameRunWriter {
    private static final int BUFFER = 1 << 16;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final FileChannel file;
    private final Span span;
    private final CRC32C checksum = new CRC32C();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER);
    private final ByteArrayOutputStream postings = new ByteArrayOutputStream();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final byte[] before = new byte[Term.LONGEST];
    private int beforeLength;
    private long lastPosting;
    private long written;
    private int terms;

    NameRunWriter(FileChannel file, Span span) {
        this.file = file;
        this.span = span;
        this.lastPosting = span.end();
    }

    /** An entry of the term that will be told, older than the one before. */
    void posting(long index) {
        number(postings, Math.toIntExact(lastPosting - index));
        lastPosting = index;
    }

    /** Of whom the entries were. */
    void term(Term term) throws IOException {
        var shared = 0;
        if (terms % NameRun.STRIDE == 0) {
            table.writeBytes(bytes(position()));
        } else {
            shared = term.shared(before, beforeLength);
        }
        term.copyTo(before, 0);
        beforeLength = term.size();
        number(buffer, shared);
        number(buffer, beforeLength - shared);
        buffer.write(before, shared, beforeLength - shared);
        number(buffer, postings.size());
        postings.writeTo(buffer);
        postings.reset();
        lastPosting = span.end();
        terms++;
        if (buffer.size() >= BUFFER) {
            flush();
        }
    }

    /** All terms of neighbouring runs, each with its entries in all of them. */
    void merge(List<NameRun> runs) throws IOException {
        var merging = new TermMerge(runs);
        while (merging.next()) {
            for (var part : merging.newestFirst()) {
                while (part.hasNext()) {
                    posting(part.next());
                }
            }
            term(merging.term());
        }
    }

    void finish(Hash lastLeaf) throws IOException {
        var termsEnd = position();
        table.writeTo(buffer);
        flush();
        var footer = NameRun.footer(span, lastLeaf, termsEnd, (int) checksum.getValue());
        DerivedFolder.writeAll(file, ByteBuffer.wrap(footer));
    }

    private long position() {
        return written + buffer.size();
    }

    private void flush() throws IOException {
        var bytes = buffer.toByteArray();
        checksum.update(bytes);
        DerivedFolder.writeAll(file, ByteBuffer.wrap(bytes));
        written += bytes.length;
        buffer.reset();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static void number(ByteArrayOutputStream out, int number) {
        var left = number;
        while (left >= MORE) {
            out.write(left & (MORE - 1) | MORE);
            left >>>= BITS;
        }
        out.write(left);
    }
}
