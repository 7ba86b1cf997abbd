/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.HashTile;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.PackedFile;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NodeReader;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TileNodes;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.security.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A log that publishes tiles (C2SP static-ct-api). Its proofs are made here, of its tiles. */
final class StaticTiles implements LogApi {
    static final int LARGEST_CHECKPOINT = 1 << 16;

    /** 32 KiB for each entry, several times what they take; and several of these are held at once. */
    private static final int LARGEST_ENTRIES = 8 << 20;

    private final Pages pages;
    private final Hash logId;
    private final Provider provider;

    StaticTiles(Pages pages, Hash logId, Provider provider) {
        this.pages = pages;
        this.logId = logId;
        this.provider = provider;
    }

    @Override
    public ShownHead head() throws UnreadableException, InterruptedException {
        var served = pages.get(TilePath.CHECKPOINT, LARGEST_CHECKPOINT)
                .orElseThrow(() -> new UnreadableException("the checkpoint is missing"));
        var note = Answer.of(TilePath.CHECKPOINT, () -> checkpoint(served));
        return new ShownHead(served, signed(note));
    }

    /** A note whose text is a checkpoint, whoever signed it. */
    static Note checkpoint(Bytes served) {
        var note = Note.parse(served);
        Checkpoint.parse(note.text());
        return note;
    }

    private Optional<SignedTreeHead> signed(Note note) {
        try {
            return Optional.of(
                    SignedTreeHead.of(note, Checkpoint.parse(note.text()).origin(), logId));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<Hash> consistency(long first, TreeHead second) throws UnreadableException, InterruptedException {
        var hasher = new TreeHasher(provider);
        return answered(second.size(), nodes -> Proofs.consistency(first, second.size(), nodes, hasher));
    }

    @Override
    public RightEdge edge(TreeHead head) throws UnreadableException, InterruptedException {
        return answered(head.size(), nodes -> RightEdge.of(head.size(), nodes));
    }

    private <T> T answered(long size, Function<NodeReader, T> question)
            throws UnreadableException, InterruptedException {
        var needed = new NeededTiles(size);
        var _ = question.apply(needed);
        var tiles = new HashMap<Tile, List<Hash>>();
        for (var tile : needed.tiles()) {
            tiles.put(tile, hashes(tile));
        }
        return question.apply(
                new TileNodes(size, tile -> tiles.getOrDefault(tile, List.of()), new TreeHasher(provider)));
    }

    @Override
    public int stride() {
        return Tile.WIDTH;
    }

    @Override
    public List<ReadEntry> entries(long start, long end, TreeHead head)
            throws UnreadableException, InterruptedException {
        var tile = Tile.at(0, start, head.size());
        var hasher = new TreeHasher(provider);
        var entries = read(tile, TilePath::ofEntries, LARGEST_ENTRIES, StaticTiles::entries);
        var last = (int) Math.min(end - tile.start(), tile.width());
        return entries.subList((int) (start - tile.start()), last).stream()
                .map(entry -> new ReadEntry(entry.leaf().entry(), entry.leafHash(hasher)))
                .toList();
    }

    private List<Hash> hashes(Tile tile) throws UnreadableException, InterruptedException {
        return read(tile, TilePath::ofHashes, Tile.WIDTH * Hash.SIZE, HashTile::parse);
    }

    private static List<TileEntry> entries(Bytes content) {
        return TileEntry.parse(PackedFile.plain(content, LARGEST_ENTRIES));
    }

    /** A log may have dropped a partial tile once there was the full one, so that is asked for next, and cut. */
    private <T> List<T> read(Tile tile, Function<Tile, String> path, int most, Function<Bytes, List<T>> form)
            throws UnreadableException, InterruptedException {
        var width = tile;
        var content = pages.get(path.apply(tile), most);
        if (content.isEmpty() && !tile.isFull()) {
            width = new Tile(tile.level(), tile.index(), Tile.WIDTH);
            content = pages.get(path.apply(width), most);
        }
        var name = path.apply(width);
        var found = content.orElseThrow(() -> new UnreadableException(path.apply(tile) + " is missing"));
        var items = Answer.of(name, () -> form.apply(found));
        if (items.size() != width.width()) {
            throw new UnreadableException("%s holds %d instead of %d".formatted(name, items.size(), width.width()));
        }
        return items.subList(0, tile.width());
    }
}
