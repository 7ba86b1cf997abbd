/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A record in the bytes that the journal keeps.
 *
 * <pre>
 *   offset  size
 *        0     4  magic
 *        4     2  format
 *        6     2  flags, none so far
 *        8     4  length of the whole record
 *       12     8  epoch
 *       20     8  sequence
 *       28    32  hash of the record before
 *       60     8  index of the first entry
 *       68     4  how many entries
 *       72     8  timestamp
 *       80    32  root of the tree with them
 *      112        each entry behind its length, which takes four bytes
 *     - 36     4  CRC-32C of all before
 *     - 32    32  SHA-256 of all before
 * </pre>
 *
 * <p>It is made in one array of exactly its size. Whoever keeps its entries keeps views into that array: between the
 * queue and the tiles nothing is copied a second time.
 */
public final class EncodedBatch {
    /** No record is shorter. */
    public static final int SMALLEST = 148;

    /** No record is longer. */
    public static final int LARGEST = 8 << 20;

    /** With this every record begins. */
    public static final int MAGIC = 0x62756c61;

    private static final int FORMAT = 1;
    private static final int FLAGS = 0;
    private static final int LENGTH_AT = 8;
    private static final int ENTRIES_AT = 112;
    private static final int PREFIX = Integer.BYTES;

    private final BatchRecord record;
    private final Bytes encoded;
    private final Hash hash;

    private EncodedBatch(BatchRecord record, Bytes encoded, Hash hash) {
        this.record = record;
        this.encoded = encoded;
        this.hash = hash;
    }

    public static EncodedBatch of(BatchRecord record, TreeHasher hasher) {
        var out = ByteBuffer.allocate(sizeOf(record));
        out.putInt(MAGIC).putShort((short) FORMAT).putShort((short) FLAGS).putInt(out.capacity());
        out.putLong(record.epoch())
                .putLong(record.sequence())
                .put(record.previous().toBytes());
        out.putLong(record.firstSize()).putInt(record.entries().size()).putLong(record.timestamp());
        out.put(record.root().toBytes());
        for (var entry : record.entries()) {
            out.putInt(entry.size()).put(entry.buffer());
        }
        var array = out.array();
        out.putInt(checksum(ByteBuffer.wrap(array, 0, out.position())));
        var hash = hasher.plain(ByteBuffer.wrap(array, 0, out.position()));
        out.put(hash.toBytes());
        return new EncodedBatch(record, Bytes.view(array), hash);
    }

    /** Reads a record of exactly these bytes, or throws {@link MalformedException}. */
    public static EncodedBatch parse(Bytes encoded, TreeHasher hasher) {
        if (sizeAt(encoded) != encoded.size()) {
            throw new MalformedException("a record of another length than its bytes");
        }
        var hash = checked(encoded, hasher);
        var entries = entriesOf(encoded);
        var in = new TlsReader(encoded.part(LENGTH_AT + Integer.BYTES, ENTRIES_AT));
        var epoch = in.u64();
        var sequence = in.u64();
        var previous = in.hash();
        var firstSize = in.u64();
        if (in.u32() != entries.size()) {
            throw new MalformedException("a record that states another number of entries than it has");
        }
        var record = new BatchRecord(epoch, sequence, previous, firstSize, in.u64(), in.hash(), entries);
        return new EncodedBatch(record, encoded, hash);
    }

    /** The length that the record states with which these bytes begin. It is within bounds, and the bytes are there. */
    public static int sizeAt(Bytes start) {
        if (start.size() < SMALLEST) {
            throw new MalformedException("too short for a record");
        }
        var in = new TlsReader(start);
        if (in.u32() != MAGIC || in.u16() != FORMAT || in.u16() != FLAGS) {
            throw new MalformedException("not the start of a record");
        }
        var size = in.u32();
        if (size < SMALLEST || size > Math.min(LARGEST, start.size())) {
            throw new MalformedException("a record of impossible length");
        }
        return (int) size;
    }

    public BatchRecord record() {
        return record;
    }

    public Bytes encoded() {
        return encoded;
    }

    /** The entries, read anew from the bytes and not taken from the record: the other half of a comparison. */
    public List<Bytes> entries() {
        return entriesOf(encoded);
    }

    /** What the record after it names as its previous one. */
    public Hash hash() {
        return hash;
    }

    private static int sizeOf(BatchRecord record) {
        var size = (long) SMALLEST;
        for (var entry : record.entries()) {
            size += PREFIX + entry.size();
        }
        if (size > LARGEST) {
            throw new IllegalArgumentException("a record of " + size + " bytes, more than " + LARGEST);
        }
        return (int) size;
    }

    private static Hash checked(Bytes encoded, TreeHasher hasher) {
        var hashAt = encoded.size() - Hash.SIZE;
        var checksumAt = hashAt - Integer.BYTES;
        var checksum = checksum(encoded.part(0, checksumAt).buffer());
        if (checksum != encoded.part(checksumAt, hashAt).buffer().getInt()) {
            throw new MalformedException("a record whose checksum is wrong");
        }
        var hash = hasher.plain(encoded.part(0, hashAt).buffer());
        if (!hash.equals(encoded.hashAt(hashAt))) {
            throw new MalformedException("a record whose hash is wrong");
        }
        return hash;
    }

    private static List<Bytes> entriesOf(Bytes encoded) {
        var in = new TlsReader(encoded.part(ENTRIES_AT, encoded.size() - Integer.BYTES - Hash.SIZE));
        var entries = new ArrayList<Bytes>();
        while (!in.atEnd()) {
            entries.add(in.bytes((int) Math.min(in.u32(), Integer.MAX_VALUE)));
        }
        return entries;
    }

    private static int checksum(ByteBuffer content) {
        var checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
