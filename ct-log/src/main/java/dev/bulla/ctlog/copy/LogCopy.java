/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.CheckProgress;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a log as far as a signed head reaches: its entries, the tiles of their hashes and the certificates above them, each
 * shown to be right before it is handed on. For one thread.
 */
public final class LogCopy implements AutoCloseable {
    /** Tiles that are handed on together: some 16 MiB. */
    private static final int GROUP = 32;

    /** An accepted authority may sign any number below it. Whoever is forgotten is copied again, which changes nothing. */
    private static final int REMEMBERED = 10_000;

    private final TreeHead head;
    private final ReadAhead source;
    private final SourceTiles files;
    private final TreeHasher hasher;
    private final ProvenTiles tiles;
    private final Set<Hash> issuers = new HashSet<>();

    private LogCopy(TreeHead head, ReadAhead source, TreeHasher hasher)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        this.head = head;
        this.source = source;
        this.hasher = hasher;
        this.files = new SourceTiles(source);
        this.tiles = ProvenTiles.under(head, files, hasher);
    }

    /** Takes files that belong together. They are as durable as they must be when this returns. */
    @FunctionalInterface
    public interface Receiver {
        void add(List<Item> items) throws IOException;
    }

    /**
     * Begins with the tree's edge.
     *
     * @param head    what the log has signed
     * @param threads how many files are read at once
     */
    public static LogCopy of(TreeHead head, LogSource source, Provider provider, int threads)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var ahead = new ReadAhead(source, threads);
        try {
            return new LogCopy(head, ahead, new TreeHasher(provider));
        } catch (UnreadableException | DamagedSourceException | InterruptedException | RuntimeException e) {
            ahead.close();
            throw e;
        }
    }

    /** Whether the log begins with the tree of another head. */
    public boolean continues(TreeHead before) throws UnreadableException, DamagedSourceException, InterruptedException {
        return before.size() <= head.size() && tiles.rootAt(before.size()).equals(before.root());
    }

    /** The first entry, if there is one. */
    public Optional<TileLeaf> first() throws UnreadableException, DamagedSourceException, InterruptedException {
        if (head.size() == 0) {
            return Optional.empty();
        }
        var tile = Tile.at(0, 0, head.size());
        var entries = files.entries(tile);
        expectHashes(tile, entries, tiles.hashes(tile));
        return Optional.of(entries.getFirst().leaf());
    }

    /** The right edge of the tree. */
    public RightEdge edge() {
        return tiles.edge();
    }

    /** Hands on all that the log has and had not when it was of this size, the certificates above entries before them. */
    public void since(long size, Receiver receiver, CheckProgress progress)
            throws IOException, UnreadableException, DamagedSourceException, InterruptedException {
        var grown = Tile.grown(size, head.size());
        for (var start = 0; start < grown.size(); start += GROUP) {
            var group = grown.subList(start, Math.min(start + GROUP, grown.size()));
            group.forEach(this::expect);
            var above = new ArrayList<Item>();
            var items = new ArrayList<Item>();
            for (var tile : group) {
                copy(tile, above, items);
            }
            receiver.add(above);
            receiver.add(items);
            var done = group.getLast();
            progress.checked(done.level() == 0 ? done.start() + done.width() : head.size(), head.size());
        }
    }

    private void expect(Tile tile) {
        if (tile.isFull()) {
            source.expect(TilePath.ofHashes(tile));
        }
        if (tile.level() == 0) {
            source.expect(TilePath.ofEntries(tile));
        }
    }

    private void copy(Tile tile, List<Item> above, List<Item> items)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var hashes = tiles.hashes(tile);
        items.add(new Item(TilePath.ofHashes(tile), joined(hashes)));
        if (tile.level() == 0) {
            var entries = files.entries(tile);
            expectHashes(tile, entries, hashes);
            for (var entry : entries) {
                for (var issuer : entry.leaf().chain()) {
                    copyIssuer(issuer, above);
                }
            }
            items.add(new Item(TilePath.ofEntries(tile), encoded(entries)));
        }
    }

    private void expectHashes(Tile tile, List<TileEntry> entries, List<Hash> hashes) throws DamagedSourceException {
        for (var i = 0; i < entries.size(); i++) {
            if (!entries.get(i).leafHash(hasher).equals(hashes.get(i))) {
                throw new DamagedSourceException(
                        TilePath.ofEntries(tile),
                        "entry %d is not that of the tree under the checkpoint".formatted(tile.start() + i));
            }
        }
    }

    private void copyIssuer(Hash fingerprint, List<Item> above)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        if (!issuers.add(fingerprint)) {
            return;
        }
        if (issuers.size() > REMEMBERED) {
            issuers.clear();
        }
        var path = TilePath.ofIssuer(fingerprint);
        var certificate = source.read(path).orElseThrow(() -> new DamagedSourceException(path, "the file is missing"));
        if (!Hash.sha256(certificate.toArray()).equals(fingerprint)) {
            throw new DamagedSourceException(path, "its content is not the certificate that its name says");
        }
        above.add(new Item(path, certificate));
    }

    private static Bytes joined(List<Hash> hashes) {
        var content = new byte[hashes.size() * Hash.SIZE];
        for (var i = 0; i < hashes.size(); i++) {
            hashes.get(i).write(content, i * Hash.SIZE);
        }
        return Bytes.view(content);
    }

    private static Bytes encoded(List<TileEntry> entries) {
        var content =
                new byte[entries.stream().mapToInt(it -> it.encoded().size()).sum()];
        var at = 0;
        for (var entry : entries) {
            entry.encoded().copyTo(content, at);
            at += entry.encoded().size();
        }
        return Bytes.view(content);
    }

    @Override
    public void close() {
        source.close();
    }
}
