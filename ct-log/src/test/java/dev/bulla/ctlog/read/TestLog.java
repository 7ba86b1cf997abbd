/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.codec.TlsWriter;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.index.IndexedEntry;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.sequence.Tail;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A log of given entries, the first of which are published in tiles and forgotten in memory, as far as their tiles are full.
 * Upper tiles are worked out with a slow tree.
 */
final class TestLog {
    static final long TIMESTAMP = 1_700_000_000_000L;
    static final List<Bytes> ISSUERS = List.of(bytes("issuer"), bytes("root"));

    private static final Provider PROVIDER = Security.getProvider("SUN");

    private final MemoryObjects objects = new MemoryObjects();
    private final List<UncheckedIOException> failures = new ArrayList<>();
    private final List<Bytes> entries;
    private final List<Hash> leaves;
    private final int tailStart;

    TestLog(List<Bytes> entries, List<Hash> leaves, int published) {
        this.entries = entries;
        this.leaves = leaves;
        this.tailStart = published - published % Tile.WIDTH;
        for (var tile : Tile.grown(0, published)) {
            put(TilePath.ofHashes(tile), hashes(tile));
            if (tile.level() == 0 && !entries.isEmpty()) {
                put(TilePath.ofEntries(tile), joined(entries.subList((int) tile.start(), end(tile))));
            }
        }
        ISSUERS.forEach(issuer -> put(TilePath.ofIssuer(fingerprint(issuer)), issuer));
    }

    /** A log of small entries of both kinds, some of them the same but for their index. */
    static TestLog of(int size, int published) {
        var entries = IntStream.range(0, size).mapToObj(TestLog::entry).toList();
        return ofEntries(entries, published);
    }

    static TestLog ofEntries(List<Bytes> entries, int published) {
        var hasher = new TreeHasher(PROVIDER);
        var leaves =
                entries.stream().map(entry -> LeafBytes.leafHash(entry, hasher)).toList();
        return new TestLog(entries, leaves, published);
    }

    /** A log of hashes only, which has no data tiles. */
    static TestLog ofLeaves(List<Hash> leaves, int published) {
        return new TestLog(List.of(), leaves, published);
    }

    static Bytes entry(int index) {
        var name = bytes("entry " + index / 2 * 2);
        var chain = ISSUERS.stream().map(TestLog::fingerprint).toList();
        var timestamp = TIMESTAMP + index;
        if (index % 3 == 0) {
            var entry = new LogEntry.Certificate(name);
            return encoded(new TileLeaf(stamped(timestamp, entry, index), Optional.empty(), chain));
        }
        var entry = new LogEntry.Precertificate(fingerprint(ISSUERS.getFirst()), name);
        var submitted = Optional.of(bytes("signed " + index));
        return encoded(new TileLeaf(stamped(timestamp, entry, index), submitted, chain));
    }

    private static TimestampedEntry stamped(long timestamp, LogEntry entry, int index) {
        return new TimestampedEntry(timestamp, entry, LeafIndex.extension(index));
    }

    private static Bytes encoded(TileLeaf leaf) {
        return Bytes.view(leaf.encoded());
    }

    List<Bytes> entries() {
        return entries;
    }

    List<Hash> leaves() {
        return leaves;
    }

    MemoryObjects objects() {
        return objects;
    }

    List<UncheckedIOException> failures() {
        return failures;
    }

    RecursiveTree tree() {
        return new RecursiveTree(leaves);
    }

    Snapshot snapshot() {
        var hasher = new TreeHasher(PROVIDER);
        var edge = RightEdge.EMPTY.with(leaves, hasher);
        var root = edge.root(hasher);
        return new Snapshot(
                new TreeHead(leaves.size(), TIMESTAMP, root), edge, new MemoryTail(), new Snapshot.Step(1, root));
    }

    LogView view() {
        return new LogView(snapshot(), new StoredTiles(objects, 1 << 20), new TreeHasher(PROVIDER));
    }

    LogReader reader(Path indexFolder) {
        var snapshot = snapshot();
        return new LogReader(() -> snapshot, new StoredTiles(objects, 1 << 20), index(indexFolder), PROVIDER);
    }

    LogPages pages(Path indexFolder) {
        var facts = new PublishedFacts(new FixedHeads(), () -> List.of(ISSUERS.getLast()));
        return new LogPages(reader(indexFolder), facts, 1 << 20, failures::add);
    }

    private LogIndex index(Path folder) {
        try {
            return LogIndex.open(
                    folder,
                    entries.size(),
                    from -> IntStream.range((int) from, entries.size())
                            .mapToObj(i -> new IndexedEntry(i, leaves.get(i), identity(i)))
                            .iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Hash identity(int index) {
        return LogReader.parsed(entries.get(index)).entry().entry().identity();
    }

    /** What a tile holds, from the definition. */
    Bytes hashes(Tile tile) {
        var out = new TlsWriter(tile.width() * Hash.SIZE);
        var leavesOfHash = 1 << 8 * tile.level();
        for (var i = tile.start(); i < tile.start() + tile.width(); i++) {
            var first = (int) i * leavesOfHash;
            out.hash(new RecursiveTree(leaves.subList(first, first + leavesOfHash)).root());
        }
        return Bytes.view(out.toArray());
    }

    static Bytes joined(List<Bytes> entries) {
        var out = new TlsWriter(0);
        entries.forEach(out::bytes);
        return Bytes.view(out.toArray());
    }

    static Hash fingerprint(Bytes certificate) {
        return Hash.sha256(certificate.toArray());
    }

    private static int end(Tile tile) {
        return (int) tile.start() + tile.width();
    }

    private void put(String path, Bytes content) {
        objects.replace(new Objects.Item(path, content));
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Has forgotten what is in full tiles. */
    private final class MemoryTail implements Tail {
        @Override
        public long start() {
            return tailStart;
        }

        @Override
        public Hash leaf(long index) {
            return leaves.get(kept(index));
        }

        @Override
        public Bytes entry(long index) {
            return entries.get(kept(index));
        }

        private int kept(long index) {
            if (index < tailStart) {
                throw new IllegalStateException("forgotten: " + index);
            }
            return (int) index;
        }
    }

    /** Heads under a signature that anyone recognises. */
    private static final class FixedHeads implements SignedHeads {
        @Override
        public DigitallySigned signature(TreeHead head) {
            return new DigitallySigned(DigitallySigned.SHA256, DigitallySigned.ECDSA, bytes("signed"));
        }

        @Override
        public Bytes checkpoint(TreeHead head) {
            return bytes("checkpoint of " + head.size());
        }
    }
}
