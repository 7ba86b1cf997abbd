/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.local.CheckedLines;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the one object says that is the log: who writes, and what was written last.
 *
 * <p>No two heads of a log have the same bytes, so none can be taken for an earlier one by its tag.
 *
 * @param epoch    how often the right to write was taken
 * @param revision how often the head was changed in this epoch
 * @param writer   who took it, a word that nobody else has
 * @param lease    how long the writer may be silent before others should think that it is gone
 * @param isHeld   whether the writer still means to write
 * @param newest   the record that was written last, if one ever was
 */
record Head(long epoch, long revision, String writer, Duration lease, boolean isHeld, Optional<EncodedBatch> newest) {
    /** No head is larger. */
    static final int LARGEST = EncodedBatch.LARGEST + 2048;

    private static final String TITLE = "bulla log head 1";
    private static final int MOST_TEXT = 1024;
    private static final Pattern WRITER = Pattern.compile("[0-9a-f]{32}");

    Head {
        if (!WRITER.matcher(writer).matches()) {
            throw new IllegalArgumentException("no name of a writer");
        }
    }

    static Head first(String writer, Duration lease) {
        return new Head(1, 0, writer, lease, true, Optional.empty());
    }

    Head takenBy(String other, Duration lease) {
        return new Head(epoch + 1, 0, other, lease, true, newest);
    }

    Head with(EncodedBatch batch) {
        return new Head(epoch, revision + 1, writer, lease, true, Optional.of(batch));
    }

    /** The same, from a writer that still lives. */
    Head renewed() {
        return new Head(epoch, revision + 1, writer, lease, true, newest);
    }

    Head released() {
        return new Head(epoch, revision + 1, writer, lease, false, newest);
    }

    long sequence() {
        return newest.map(batch -> batch.record().sequence()).orElse(0L);
    }

    /** Behind the length of the text, which takes four bytes, the text, and then the record. */
    Bytes encoded() {
        var text = CheckedLines.of(TITLE)
                .with("epoch", epoch)
                .with("revision", revision)
                .with("writer", writer)
                .with("lease", lease.toMillis())
                .with("held", isHeld)
                .with("record", newest.map(EncodedBatch::hash).orElse(Hash.ZERO))
                .encoded();
        var record = newest.map(EncodedBatch::encoded).orElse(Bytes.EMPTY);
        var out = ByteBuffer.allocate(Integer.BYTES + text.size() + record.size());
        out.putInt(text.size()).put(text.buffer()).put(record.buffer());
        return Bytes.view(out.array());
    }

    /** Reads a head, or throws {@link MalformedException}. */
    static Head parse(Bytes encoded, TreeHasher hasher) {
        var in = new TlsReader(encoded);
        var size = in.u32();
        if (size > MOST_TEXT) {
            throw new MalformedException("does not begin as a head does");
        }
        var lines = CheckedLines.parse(TITLE, in.bytes((int) size));
        var epoch = lines.nextNumber("epoch");
        var revision = lines.nextNumber("revision");
        var writer = lines.next("writer");
        var lease = Duration.ofMillis(lines.nextNumber("lease"));
        var isHeld = Boolean.parseBoolean(lines.next("held"));
        var hash = lines.nextHash("record");
        lines.expectEnd();
        if (!WRITER.matcher(writer).matches()) {
            throw new MalformedException("names a writer that is none");
        }
        return new Head(epoch, revision, writer, lease, isHeld, record(in.rest(), hash, hasher));
    }

    private static Optional<EncodedBatch> record(Bytes encoded, Hash hash, TreeHasher hasher) {
        if (encoded.isEmpty() && hash.equals(Hash.ZERO)) {
            return Optional.empty();
        }
        var batch = EncodedBatch.parse(encoded, hasher);
        if (!batch.hash().equals(hash)) {
            throw new MalformedException("holds another record than it says");
        }
        return Optional.of(batch);
    }

    /** For operators, who want to know whom they wait for. */
    @Override
    public String toString() {
        return "epoch %d, writer %s, record %d".formatted(epoch, writer, sequence());
    }
}
