/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TileNodes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.testing.Golden;
import dev.bulla.ctlog.testing.Providers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree that TesseraCT made of its entries, and what it signed about it. */
class RecordedTreeTest {
    private static final int SIZE = 678;
    private static final String ORIGIN = "tesseract";
    private static final byte[] LOG_KEY = Golden.pem("tesseract/log-key.pem").getFirst();
    private static final Hash LOG_ID = Hash.sha256(LOG_KEY);

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);
    private final SignedTreeHead signed =
            SignedTreeHead.of(Note.parse(Golden.file("tesseract/checkpoint")), ORIGIN, LOG_ID);
    private final List<Bytes> entries = Tile.grown(0, SIZE).stream()
            .filter(tile -> tile.level() == 0)
            .flatMap(tile -> LeafBytes.split(Golden.file("tesseract/" + TilePath.ofEntries(tile))).stream())
            .toList();
    private final List<Hash> leaves =
            entries.stream().map(entry -> LeafBytes.leafHash(entry, hasher)).toList();

    @Test
    void theCheckpointIsOneThatTheLogSigned() {
        assertThat(signed.head().size()).isEqualTo(SIZE);
        assertThat(Signatures.holdsP256(LOG_KEY, signed.head().signedBytes(), signed.signature()))
                .isTrue();
    }

    @Test
    void theCheckpointIsWrittenBackTheSame() {
        var text = signed.checkpoint(ORIGIN).text();
        var note = new Note(text, List.of(signed.noteSignature(ORIGIN, LOG_ID)));

        assertThat(Bytes.view(note.encoded())).isEqualTo(Golden.file("tesseract/checkpoint"));
    }

    @Test
    void theEntriesMakeTheRootThatWasSigned() {
        assertThat(RightEdge.EMPTY.with(leaves, hasher).root(hasher))
                .isEqualTo(signed.head().root());
    }

    @Test
    void theEntriesMakeTheSameTiles() {
        assertThat(Tile.grown(0, SIZE)).hasSize(4).allSatisfy(tile -> {
            var file = new TlsWriter(tile.width() * Hash.SIZE);
            hashes(tile).forEach(file::hash);
            assertThat(Bytes.view(file.toArray())).isEqualTo(file(tile));
        });
    }

    @Test
    void itsTilesProveEachOfItsEntries() {
        var check = new ProofCheck(hasher);
        var nodes = new TileNodes(SIZE, tile -> recorded(file(tile)), hasher);
        var tree = signed.checkpoint(ORIGIN).tree();

        assertThat(nodes.root()).isEqualTo(tree.hash());
        for (var index = 0; index < SIZE; index++) {
            var path = Proofs.inclusion(index, SIZE, nodes, hasher);
            assertThat(check.includes(tree, index, leaves.get(index), path)).isTrue();
        }
    }

    @Test
    void anEntrysBytesGiveTheLeafThatItsPartsGive() {
        assertThat(entries).hasSize(SIZE).allSatisfy(entry -> {
            var leaf = TileLeaf.parse(entry);
            assertThat(Bytes.view(leaf.encoded())).isEqualTo(entry);
            assertThat(LeafBytes.merkleTreeLeaf(entry)).isEqualTo(new MerkleTreeLeaf(leaf.entry()).encoded());
        });
    }

    private Stream<Hash> hashes(Tile tile) {
        return IntStream.range((int) tile.start(), (int) tile.start() + tile.width())
                .mapToObj(at -> tile.level() == 0
                        ? leaves.get(at)
                        : RightEdge.EMPTY
                                .with(leaves.subList(at * Tile.WIDTH, (at + 1) * Tile.WIDTH), hasher)
                                .root(hasher));
    }

    private static Bytes file(Tile tile) {
        return Golden.file("tesseract/" + TilePath.ofHashes(tile));
    }

    private static List<Hash> recorded(Bytes file) {
        return IntStream.range(0, file.size() / Hash.SIZE)
                .mapToObj(at -> file.hashAt(at * Hash.SIZE))
                .toList();
    }
}
