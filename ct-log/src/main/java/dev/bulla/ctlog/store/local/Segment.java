/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.EncodedBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A file of the journal that takes records: a block with the header, the records, each behind the segment's mark, and zeros.
 *
 * <p>It has its full size and is durable before the first record comes. A record then changes nothing but content, and one
 * {@code fdatasync} without metadata makes it durable.
 */
final class Segment implements Closeable {
    /** Where the first record begins: no write of a record touches the block of the header. */
    static final int RECORDS_AT = 4096;

    static final int MARK = Long.BYTES;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHUNK = 1 << 20;

    private final SegmentHeader header;
    private final DiskFile file;
    private final long size;
    private long end = RECORDS_AT;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

    private Segment(SegmentHeader header, DiskFile file, long size) {
        this.header = header;
        this.file = file;
        this.size = size;
    }

    /**
     * Makes a segment of full size. Its content is durable when this returns, its name is not yet.
     * When this fails, the room that it took is free again.
     */
    static Segment prepare(JournalPlace place, long number, Path path) throws IOException {
        var header = new SegmentHeader(place.logId(), number, newMark());
        place.disk().delete(path);
        var file = place.disk().create(path);
        try {
            fill(file, header, place.segmentSize());
            file.force(true);
            return new Segment(header, file, place.segmentSize());
        } catch (IOException e) {
            file.close();
            place.disk().delete(path);
            throw e;
        }
    }

    /** Writes a record behind the last one. */
    void write(EncodedBatch batch) throws IOException {
        var needed = MARK + batch.encoded().size();
        if (buffer.capacity() < needed) {
            buffer = ByteBuffer.allocateDirect(Math.max(needed, 2 * buffer.capacity()));
        }
        buffer.clear().putLong(header.mark()).put(batch.encoded().buffer()).flip();
        file.write(buffer, end);
        end += needed;
    }

    /** Where the next record would begin. */
    long end() {
        return end;
    }

    /** Makes all records durable that were written. */
    void force() throws IOException {
        file.force(false);
    }

    boolean hasRoomFor(EncodedBatch batch) {
        return fits(batch, size - end);
    }

    boolean couldEverHold(EncodedBatch batch) {
        return fits(batch, size - RECORDS_AT);
    }

    long number() {
        return header.number();
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static boolean fits(EncodedBatch batch, long room) {
        return MARK + batch.encoded().size() <= room;
    }

    /** Zero is what stands behind the last record. */
    private static long newMark() {
        var mark = RANDOM.nextLong();
        return mark == 0 ? 1 : mark;
    }

    private static void fill(DiskFile file, SegmentHeader header, int size) throws IOException {
        var zeros = ByteBuffer.allocateDirect(Math.min(CHUNK, size));
        for (var at = 0; at < size; at += CHUNK) {
            file.write(zeros.clear().limit(Math.min(zeros.capacity(), size - at)), at);
        }
        file.write(ByteBuffer.wrap(header.encoded()), 0);
    }
}
