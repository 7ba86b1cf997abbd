/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.ExtraData;
import dev.bulla.ctlog.codec.MerkleTreeLeaf;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TileNodes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.testing.Providers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader of tiles, one of RFC 6962 and one in the process see the same log. */
class ThreeReadersTest {
    private static final int QUESTIONS = 40;

    @TempDir
    private Path folder;

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);
    private final ProofCheck check = new ProofCheck(hasher);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agree(long seed) {
        // given
        var random = new Random(seed);
        var size = 1 + random.nextInt(3000);
        var log = TestLog.of(size, random.nextInt(size + 1));
        var asking = new Asking(log.pages(folder.resolve("pages")));
        var reader = log.reader(folder.resolve("reader"));

        // when: each reads the log in its own way
        var tiles = entriesOfTiles(asking, size);
        var nodes = new TileNodes(size, tile -> hashes(asking, tile), hasher);
        var answers = entriesOfAnswers(asking, size);

        // then
        assertThat(tiles)
                .isEqualTo(IntStream.range(0, size).mapToObj(reader::entry).toList());
        assertThat(answers)
                .isEqualTo(tiles.stream().map(ThreeReadersTest::inRfcForm).toList());
        assertThat(nodes.root())
                .isEqualTo(reader.head().root())
                .isEqualTo(log.tree().root());
        for (var i = 0; i < QUESTIONS; i++) {
            var later = 1 + random.nextInt(size);
            assertProofsHold(asking, reader, random.nextInt(later), later);
        }
    }

    private void assertProofsHold(Asking asking, LogReader reader, int index, int size) {
        var tree = root(asking, size);
        var leaf = hashes(asking, Tile.at(0, index, size)).get(index % Tile.WIDTH);
        var inclusion = reader.inclusion(index, size);
        var earlier = index + 1;
        var consistency = reader.consistency(earlier, size);

        assertThat(check.includes(tree, index, leaf, inclusion)).isTrue();
        assertThat(check.consistent(root(asking, earlier), tree, consistency)).isTrue();
        assertThat(hashes(
                        asking.get("ct/v1/get-entry-and-proof?leaf_index=" + index + "&tree_size=" + size),
                        "audit_path"))
                .isEqualTo(inclusion);
        assertThat(hashes(asking.get("ct/v1/get-sth-consistency?first=" + earlier + "&second=" + size), "consistency"))
                .isEqualTo(consistency);
        assertThat(reader.find(leaf)).hasValue(index);
    }

    private TreeRoot root(Asking asking, int size) {
        return new TreeRoot(size, new TileNodes(size, tile -> hashes(asking, tile), hasher).root());
    }

    private static List<TileLeaf> entriesOfTiles(Asking asking, int size) {
        return Tile.grown(0, size).stream()
                .filter(tile -> tile.level() == 0)
                .map(tile -> asking.get(TilePath.ofEntries(tile)).body())
                .flatMap(tile -> DataTile.parse(tile).leaves().stream())
                .toList();
    }

    private static List<List<Bytes>> entriesOfAnswers(Asking asking, int size) {
        var entries = new ArrayList<List<Bytes>>();
        while (entries.size() < size) {
            var answer = asking.get("ct/v1/get-entries?start=" + entries.size() + "&end=" + (size - 1));
            var leaves = Asking.base64s(answer, "leaf_input");
            var extras = Asking.base64s(answer, "extra_data");
            for (var i = 0; i < leaves.size(); i++) {
                entries.add(List.of(leaves.get(i), extras.get(i)));
            }
        }
        return entries;
    }

    private static List<Bytes> inRfcForm(TileLeaf leaf) {
        return List.of(
                Bytes.view(new MerkleTreeLeaf(leaf.entry()).encoded()),
                Bytes.view(new ExtraData(leaf.precertificate(), TestLog.ISSUERS).encoded()));
    }

    private static List<Hash> hashes(Asking asking, Tile tile) {
        var body = asking.get(TilePath.ofHashes(tile)).body();
        return IntStream.range(0, body.size() / Hash.SIZE)
                .mapToObj(i -> body.hashAt(i * Hash.SIZE))
                .toList();
    }

    private static List<Hash> hashes(LogAnswer answer, String name) {
        return Asking.base64s(answer, name).stream().map(it -> it.hashAt(0)).toList();
    }
}
