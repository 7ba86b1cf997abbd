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
import java.util.stream.Stream;

/**
 * What the one object says that is the log: who writes, and what was written last.
 *
 * <p>No two heads of a log have the same bytes, so none can be taken for an earlier one by its tag.
 *
 * @param epoch    how often the right to write was taken
 * @param revision how often the head was changed in this epoch
 * @param writer   who took it, a word that nobody else has
 * @param lease    how long the writer may be silent before others should think that it is gone
 * @param right    what has become of the right to write
 * @param newest   the record that was written last, if one ever was
 */
record Head(long epoch, long revision, String writer, Duration lease, Right right, Optional<EncodedBatch> newest) {
    private static final String TITLE = "bulla log head 1";
    private static final int MOST_TEXT = 1024;
    private static final int MOST_CHECKPOINT = 1 << 16;

    /** No head is larger. */
    static final int LARGEST = EncodedBatch.LARGEST + MOST_CHECKPOINT + 2048;

    private static final Pattern WRITER = Pattern.compile("[0-9a-f]{32}");

    /** The right to write. */
    sealed interface Right {
        /** The writer still means to write. */
        Right HELD = new Plain("held");

        /** The writer gave it back. */
        Right FREE = new Plain("free");

        /** How texts call it. */
        String word();
    }

    /** A right that its word says all about. */
    private record Plain(String word) implements Right {}

    /**
     * Nobody has it any more: the log has ended.
     *
     * @param checkpoint the last that the log says
     */
    record Ended(Bytes checkpoint) implements Right {
        static final String WORD = "ended";

        Ended {
            if (checkpoint.isEmpty() || checkpoint.size() > MOST_CHECKPOINT) {
                throw new IllegalArgumentException("no checkpoint to end with");
            }
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    Head {
        if (!WRITER.matcher(writer).matches()) {
            throw new IllegalArgumentException("no name of a writer");
        }
    }

    static Head first(String writer, Duration lease) {
        return new Head(1, 0, writer, lease, Right.HELD, Optional.empty());
    }

    Head takenBy(String other, Duration lease) {
        return new Head(epoch + 1, 0, other, lease, Right.HELD, newest);
    }

    Head with(EncodedBatch batch) {
        return new Head(epoch, revision + 1, writer, lease, Right.HELD, Optional.of(batch));
    }

    /** The same, from a writer that still lives. */
    Head renewed() {
        return new Head(epoch, revision + 1, writer, lease, Right.HELD, newest);
    }

    Head released() {
        return new Head(epoch, revision + 1, writer, lease, Right.FREE, newest);
    }

    /** The last head of the log. */
    Head ended(Bytes checkpoint) {
        return new Head(epoch, revision + 1, writer, lease, new Ended(checkpoint), newest);
    }

    boolean isHeld() {
        return right.equals(Right.HELD);
    }

    /** The checkpoint with which the log has ended, if it has. */
    Optional<Bytes> last() {
        return right instanceof Ended(var checkpoint) ? Optional.of(checkpoint) : Optional.empty();
    }

    long sequence() {
        return newest.map(batch -> batch.record().sequence()).orElse(0L);
    }

    /** The text and the last checkpoint, each behind its length, which takes four bytes; and then the record. */
    Bytes encoded() {
        var text = CheckedLines.of(TITLE)
                .with("epoch", epoch)
                .with("revision", revision)
                .with("writer", writer)
                .with("lease", lease.toMillis())
                .with("right", right.word())
                .with("checkpoint", last().map(Head::hash).orElse(Hash.ZERO))
                .with("record", newest.map(EncodedBatch::hash).orElse(Hash.ZERO))
                .encoded();
        var checkpoint = last().orElse(Bytes.EMPTY);
        var record = newest.map(EncodedBatch::encoded).orElse(Bytes.EMPTY);
        var out = ByteBuffer.allocate(2 * Integer.BYTES + text.size() + checkpoint.size() + record.size());
        out.putInt(text.size()).put(text.buffer());
        out.putInt(checkpoint.size()).put(checkpoint.buffer());
        out.put(record.buffer());
        return Bytes.view(out.array());
    }

    /** Reads a head, or throws {@link MalformedException}. */
    static Head parse(Bytes encoded, TreeHasher hasher) {
        var in = new TlsReader(encoded);
        var lines = CheckedLines.parse(TITLE, part(in, MOST_TEXT));
        var epoch = lines.nextNumber("epoch");
        var revision = lines.nextNumber("revision");
        var writer = lines.next("writer");
        var lease = Duration.ofMillis(lines.nextNumber("lease"));
        var word = lines.next("right");
        var last = lines.nextHash("checkpoint");
        var hash = lines.nextHash("record");
        lines.expectEnd();
        if (!WRITER.matcher(writer).matches()) {
            throw new MalformedException("names a writer that is none");
        }
        var right = right(word, part(in, MOST_CHECKPOINT), last);
        return new Head(epoch, revision, writer, lease, right, record(in.rest(), hash, hasher));
    }

    private static Bytes part(TlsReader in, int most) {
        var size = in.u32();
        if (size > most) {
            throw new MalformedException("has a part that is too long for a head");
        }
        return in.bytes((int) size);
    }

    private static Right right(String word, Bytes checkpoint, Hash hash) {
        if (word.equals(Ended.WORD) && !checkpoint.isEmpty() && hash(checkpoint).equals(hash)) {
            return new Ended(checkpoint);
        }
        return Stream.of(Right.HELD, Right.FREE)
                .filter(right -> right.word().equals(word) && checkpoint.isEmpty() && hash.equals(Hash.ZERO))
                .findFirst()
                .orElseThrow(() -> new MalformedException("does not say whose the log is"));
    }

    private static Hash hash(Bytes checkpoint) {
        return Hash.sha256(checkpoint.toArray());
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
