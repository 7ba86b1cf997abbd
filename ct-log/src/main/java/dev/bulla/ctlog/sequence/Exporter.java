/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.OutgrownTiles;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Writes what the log publishes: the second half of the durable steps. It works behind the sequencer's back and nothing
 * waits for it, except that memory is given free and the journal shortened only when it is through. For one thread.
 */
public final class Exporter {
    /** Files that are written and synced together, so that a folder is synced once for many of them. */
    private static final int GROUP = 64;

    private final Ports ports;
    private final TreeHasher hasher;
    private final Steps steps;
    private TileRows rows;
    private long published;
    private long anchored;
    private Bytes shown = Bytes.EMPTY;

    /** Where the base is kept. */
    @FunctionalInterface
    public interface BaseFile {
        void replace(Base base) throws IOException;
    }

    /** Where a checkpoint is kept that a backup restored by mistake would contradict. */
    @FunctionalInterface
    public interface AnchorFile {
        void replace(Bytes checkpoint) throws IOException;
    }

    /** All that is written to. */
    public record Ports(Objects objects, BaseFile base, AnchorFile anchor, Journal journal, HeadSigner signer) {}

    Exporter(Ports ports, TileRows rows, long sequence, TreeHasher hasher, Steps steps) {
        this.ports = ports;
        this.rows = rows;
        this.published = sequence;
        this.anchored = sequence;
        this.hasher = hasher;
        this.steps = steps;
    }

    /**
     * Brings the files up to a snapshot. When this fails, the same or a later one may be tried. The anchor is another disk
     * as a rule: neither waits for the other to be mended.
     *
     * @return whether there was anything to do
     */
    boolean export(Snapshot snapshot) throws IOException {
        var sequence = snapshot.step().sequence();
        if (sequence == published && sequence == anchored) {
            return show(snapshot.head());
        }
        var checkpoint = ports.signer().checkpoint(snapshot.head());
        try {
            ports.anchor().replace(checkpoint);
            anchored = sequence;
            steps.reached(DurableStep.ANCHOR_REPLACED);
        } finally {
            publish(snapshot);
        }
        return true;
    }

    /** Publishes the checkpoint that is to be shown of the tree that the files hold, or of an earlier one, if it is not there. */
    private boolean show(TreeHead head) throws IOException {
        var next = ports.signer().shown(head).filter(note -> !note.equals(shown));
        if (next.isPresent()) {
            ports.objects().replace(new Item(TilePath.CHECKPOINT, next.get()));
            shown = next.get();
        }
        return next.isPresent();
    }

    private void publish(Snapshot snapshot) throws IOException {
        if (snapshot.step().sequence() == published) {
            return;
        }
        var next = rows.copy();
        writeTiles(snapshot, next);
        steps.reached(DurableStep.TILES_DURABLE);
        show(snapshot.head());
        steps.reached(DurableStep.CHECKPOINT_REPLACED);
        var base = snapshot.base();
        ports.base().replace(base);
        steps.reached(DurableStep.BASE_DURABLE);
        var before = rows.size();
        rows = next;
        published = base.sequence();
        ports.journal().forget(base);
        steps.reached(DurableStep.JOURNAL_FORGOTTEN);
        ports.objects().remove(OutgrownTiles.between(before, base.size()));
        steps.reached(DurableStep.PARTIALS_REMOVED);
    }

    private void writeTiles(Snapshot snapshot, TileRows next) throws IOException {
        var items = new ArrayList<Item>();
        while (next.size() < snapshot.size()) {
            var start = next.size() - next.size() % Tile.WIDTH;
            var end = Math.min(start + Tile.WIDTH, snapshot.size());
            for (var index = next.size(); index < end; index++) {
                next.add(snapshot.tail().leaf(index), hasher, items);
            }
            items.add(entries(start, end, snapshot.tail()));
            if (items.size() >= GROUP) {
                ports.objects().put(items);
                items.clear();
            }
        }
        items.addAll(next.partial());
        ports.objects().put(items);
    }

    private static Item entries(long start, long end, Tail tail) {
        var size = 0;
        for (var index = start; index < end; index++) {
            size += tail.entry(index).size();
        }
        var content = new byte[size];
        var at = 0;
        for (var index = start; index < end; index++) {
            var entry = tail.entry(index);
            entry.copyTo(content, at);
            at += entry.size();
        }
        var tile = new Tile(0, start / Tile.WIDTH, (int) (end - start));
        return new Item(TilePath.ofEntries(tile), Bytes.view(content));
    }
}
