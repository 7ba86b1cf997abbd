/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.EncodedBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A segment as the disk has it, whatever that is. The zeros behind its records, which are nearly all of a young segment, are read and
 * not kept.
 */
final class SegmentImage {
    /** No segment is larger; more than an array can have would not be ours anyway. */
    private static final long LARGEST = 1 << 30;

    /** No first record ends later. */
    private static final int BEGINNING = Segment.RECORDS_AT + Segment.MARK + EncodedBatch.LARGEST;

    /** More than the hash at the end of a record has, which may itself end with zeros. */
    private static final int BLOCK = 1 << 16;

    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    private final Path path;
    private final long size;
    private final Bytes content;
    private final ByteBuffer numbers;
    private final Optional<SegmentHeader> header;

    private SegmentImage(Path path, long size, byte[] content) {
        this.path = path;
        this.size = size;
        this.content = Bytes.view(content);
        this.numbers = ByteBuffer.wrap(content);
        this.header = headerOf(this.content);
    }

    static SegmentImage read(Disk disk, Path path) throws IOException {
        try (var file = disk.read(path)) {
            return upTo(file.size(), path, file);
        }
    }

    /** The sequence of the record with which a segment begins, if a valid one is there. */
    static OptionalLong firstSequence(Disk disk, Path path, TreeHasher hasher) throws IOException {
        try (var file = disk.read(path)) {
            var start = upTo(Math.min(file.size(), BEGINNING), path, file);
            var first = start.recordAt(Segment.RECORDS_AT, hasher);
            return first.stream().mapToLong(it -> it.record().sequence()).findFirst();
        }
    }

    Path path() {
        return path;
    }

    /** Of the whole file. */
    long size() {
        return size;
    }

    Optional<SegmentHeader> header() {
        return header;
    }

    /** The valid record behind the mark at a place, if there is one, in an array of its own. */
    Optional<EncodedBatch> recordAt(int at, TreeHasher hasher) {
        return header.filter(it -> isMarked(at, it)).flatMap(_ -> parsed(at + Segment.MARK, hasher));
    }

    /** Whether nothing was ever written from here on. */
    boolean isBlankFrom(int start) {
        for (var at = start; at < content.size(); at += BLOCK) {
            if (!isBlank(numbers.slice(at, Math.min(BLOCK, content.size() - at)))) {
                return false;
            }
        }
        return true;
    }

    /** The place of some valid record from here on. Without a header the mark is unknown, and any record counts. */
    OptionalInt findRecord(int start, TreeHasher hasher) {
        for (var at = start; at <= content.size() - Segment.MARK - EncodedBatch.SMALLEST; at++) {
            var place = at;
            var isMarked = header.map(it -> isMarked(place, it))
                    .orElse(numbers.getInt(at + Segment.MARK) == EncodedBatch.MAGIC);
            if (isMarked && parsed(at + Segment.MARK, hasher).isPresent()) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isMarked(int at, SegmentHeader in) {
        return at + Segment.MARK + EncodedBatch.SMALLEST <= content.size() && numbers.getLong(at) == in.mark();
    }

    private Optional<EncodedBatch> parsed(int at, TreeHasher hasher) {
        try {
            var size = EncodedBatch.sizeAt(content.part(at, content.size()));
            return Optional.of(
                    EncodedBatch.parse(Bytes.view(content.part(at, at + size).toArray()), hasher));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    private static Optional<SegmentHeader> headerOf(Bytes content) {
        try {
            return Optional.of(SegmentHeader.parse(content));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    private static SegmentImage upTo(long size, Path path, DiskFile file) throws IOException {
        if (size > LARGEST) {
            throw new IOException(path + ": " + size + " bytes are too many for a segment");
        }
        var content = ByteBuffer.allocate((int) Math.min(size, writtenEnd(size, path, file) + BLOCK));
        fill(content, 0, path, file);
        return new SegmentImage(path, size, content.array());
    }

    /** The end of the last block that is not all zeros, looked for from behind. */
    private static long writtenEnd(long size, Path path, DiskFile file) throws IOException {
        var block = ByteBuffer.allocate(BLOCK);
        for (var end = size; end > 0; end -= block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, end));
            fill(block, end - block.limit(), path, file);
            if (!isBlank(block.flip())) {
                return end;
            }
        }
        return 0;
    }

    private static boolean isBlank(ByteBuffer block) {
        return block.mismatch(ZEROS.slice(0, block.remaining())) < 0;
    }

    private static void fill(ByteBuffer block, long at, Path path, DiskFile file) throws IOException {
        if (file.read(block, at) < block.limit()) {
            throw new IOException(path + ": became shorter while it was read");
        }
    }
}
