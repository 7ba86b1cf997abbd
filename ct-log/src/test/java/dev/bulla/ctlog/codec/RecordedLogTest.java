/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A log that another implementation wrote, read entry by entry. */
class RecordedLogTest {
    private static final int SIZE = 678;
    private static final List<String> TILES = List.of("000", "001", "002.p/166");
    private static final String ISSUER = "8f7ca3b9d48e4d4c442a4eb6130d313c1de215524ad706b25941a5d6acd360d5";

    private final List<TileLeaf> leaves = tiles("data")
            .flatMap(tile -> DataTile.parse(tile).leaves().stream())
            .toList();

    @Test
    void everyTileIsReadAndWrittenBackTheSame() {
        assertThat(leaves).hasSize(SIZE);
        assertThat(tiles("data"))
                .allSatisfy(tile -> assertThat(DataTile.parse(tile).encoded()).isEqualTo(tile.toArray()));
    }

    @Test
    void everyLeafHashesToWhatTheLogWroteIntoItsTree() {
        var hashes = tiles("0")
                .flatMap(tile -> Stream.iterate(0, at -> at < tile.size(), at -> at + Hash.SIZE)
                        .map(at -> tile.hashAt(at).toString()))
                .toList();

        assertThat(leaves.stream().map(leaf -> LeafEncodingTest.leafHash(new MerkleTreeLeaf(leaf.entry()).encoded())))
                .containsExactlyElementsOf(hashes);
    }

    @Test
    void everyEntrySaysWhereItStands() {
        assertThat(leaves.stream()
                        .map(leaf -> LeafIndex.in(leaf.entry().extensions()).orElseThrow()))
                .containsExactlyElementsOf(
                        Stream.iterate(0L, index -> index + 1).limit(SIZE).toList());
    }

    @Test
    void everyPrecertificateGivesTheEntryThatTheLogMadeOfIt() {
        var issuer = Golden.file("tesseract/issuer/" + ISSUER);
        var key = Hash.sha256(PrecertificateSurgery.subjectPublicKeyInfo(issuer).toArray());

        assertThat(leaves).allSatisfy(leaf -> {
            var tbs = PrecertificateSurgery.withoutPoison(leaf.precertificate().orElseThrow());
            assertThat(leaf.entry().entry()).isEqualTo(new LogEntry.Precertificate(key, tbs));
            assertThat(leaf.chain()).hasToString("[" + ISSUER + "]");
        });
    }

    private static Stream<Bytes> tiles(String level) {
        return TILES.stream().map(name -> Golden.file("tesseract/tile/" + level + "/" + name));
    }
}
