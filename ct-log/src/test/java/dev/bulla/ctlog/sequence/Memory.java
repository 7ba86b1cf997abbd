/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NaiveTree;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Objects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All that a log ever said, in the memory of somebody else, who compares it with what the log is now. */
final class Memory {
    private final Map<Long, Place> places = new ConcurrentHashMap<>();
    private final Set<TreeHead> heads = ConcurrentHashMap.newKeySet();

    /** A submission was told its place. */
    void told(long number, Place place) {
        places.put(number, place);
    }

    /** A head was signed or shown. */
    void seen(TreeHead head) {
        heads.add(head);
    }

    int places() {
        return places.size();
    }

    /** Every place is in the tree, and every head is one that the tree had on its way. */
    void compare(Snapshot now, Objects objects) throws IOException {
        var entries = entries(now, objects);
        places.forEach((number, place) -> {
            assertThat(place.index()).isLessThan(now.size());
            var entry = TileLeaf.parse(entries.get((int) place.index())).entry();
            assertThat(entry.entry()).isEqualTo(Drafts.numbered(number).entry());
            assertThat(entry.timestamp()).isEqualTo(place.timestamp());
        });
        var roots = roots(entries);
        for (var head : heads) {
            assertThat(head.timestamp()).isLessThanOrEqualTo(now.head().timestamp());
            assertThat(head.size()).isLessThanOrEqualTo(now.size());
            assertThat(roots.get(head.size())).as("%s", head).isEqualTo(head.root());
        }
        assertThat(roots.get(now.size())).isEqualTo(now.head().root());
        compareFiles(now, entries, objects);
    }

    /** The checkpoint that is published covers nothing that is not published. */
    private static void compareFiles(Snapshot now, List<Bytes> entries, Objects objects) throws IOException {
        var checkpoint = objects.get(TilePath.CHECKPOINT);
        if (checkpoint.isEmpty()) {
            return;
        }
        var size = DiskLog.parse(checkpoint.get()).size();
        assertThat(size).isLessThanOrEqualTo(now.size());
        var tree = new NaiveTree(entries.stream().map(LeafBytes::merkleTreeLeaf).toList());
        for (var tile : Tile.grown(0, size)) {
            assertThat(objects.get(TilePath.ofHashes(tile))).contains(hashes(tile, tree));
            if (tile.level() == 0) {
                var expected = entries.subList((int) tile.start(), (int) tile.start() + tile.width());
                assertThat(objects.get(TilePath.ofEntries(tile))).contains(joined(expected));
            }
        }
    }

    private static Bytes hashes(Tile tile, NaiveTree tree) {
        var span = 1 << (8 * tile.level());
        var out = new ByteArrayOutputStream();
        for (var at = (int) tile.start(); at < tile.start() + tile.width(); at++) {
            out.writeBytes(tree.root(at * span, (at + 1) * span).toBytes());
        }
        return Bytes.view(out.toByteArray());
    }

    private static Bytes joined(List<Bytes> entries) {
        var out = new ByteArrayOutputStream();
        entries.forEach(entry -> out.writeBytes(entry.toArray()));
        return Bytes.view(out.toByteArray());
    }

    private static List<Bytes> entries(Snapshot now, Objects objects) throws IOException {
        var entries = new ArrayList<Bytes>();
        for (var start = 0L; start < now.tail().start(); start += Tile.WIDTH) {
            var path = TilePath.ofEntries(new Tile(0, start / Tile.WIDTH, Tile.WIDTH));
            entries.addAll(LeafBytes.split(objects.get(path).orElseThrow(() -> new AssertionError(path))));
        }
        for (var index = now.tail().start(); index < now.size(); index++) {
            entries.add(now.tail().entry(index));
        }
        return entries;
    }

    private Map<Long, Hash> roots(List<Bytes> entries) {
        var hasher = new TreeHasher(TestLog.SUN);
        var wanted = new TreeSet<Long>();
        heads.forEach(head -> wanted.add(head.size()));
        wanted.add((long) entries.size());
        var roots = new HashMap<Long, Hash>();
        var edge = RightEdge.EMPTY;
        for (var size : wanted) {
            if (size <= entries.size()) {
                var added = entries.subList((int) edge.size(), size.intValue());
                edge = edge.with(LeafHashes.of(added, hasher), hasher);
                roots.put(size, edge.root(hasher));
            }
        }
        return roots;
    }
}
