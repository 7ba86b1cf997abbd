/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.testing.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    private static final String FINGERPRINT = "8f7ca3b9d48e4d4c442a4eb6130d313c1de215524ad706b25941a5d6acd360d5";

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 000",
        "0, 255, 256, 255",
        "1, 1000, 256, x001/000",
        "2, 1234067, 256, x001/x234/067",
        "3, 1000000, 256, x001/x000/000",
        "5, 4294967295, 256, x004/x294/x967/295",
        "0, 999999999999, 1, x999/x999/x999/999.p/1",
        "0, 273, 112, 273.p/112",
        "5, 0, 255, 000.p/255"
    })
    void everyTileHasItsPath(int level, long index, int width, String number) {
        var tile = new Tile(level, index, width);
        var entries = new Tile(0, index, width);

        assertThat(TilePath.ofHashes(tile)).isEqualTo("tile/" + level + "/" + number);
        assertThat(TilePath.parse("tile/" + level + "/" + number)).contains(new PublishedFile.Hashes(tile));
        assertThat(TilePath.ofEntries(entries)).isEqualTo("tile/data/" + number);
        assertThat(TilePath.parse("tile/data/" + number)).contains(new PublishedFile.Entries(entries));
    }

    @Test
    void theOtherFilesHaveTheirs() {
        var fingerprint = Hash.sha256("issuer".getBytes(StandardCharsets.US_ASCII));

        assertThat(TilePath.parse("checkpoint")).contains(PublishedFile.Single.CHECKPOINT);
        assertThat(TilePath.parse("checkpoint.witnessed")).contains(PublishedFile.Single.WITNESSED_CHECKPOINT);
        assertThat(TilePath.parse("checkpoint.final")).contains(PublishedFile.Single.FINAL_CHECKPOINT);
        assertThat(TilePath.parse("log.v3.json")).contains(PublishedFile.Single.DESCRIPTION);
        assertThat(TilePath.parse(TilePath.ofIssuer(fingerprint))).contains(new PublishedFile.Issuer(fingerprint));
        assertThat(TilePath.parse("issuer/" + FINGERPRINT))
                .hasValueSatisfying(file -> assertThat(file).hasToString("Issuer[fingerprint=" + FINGERPRINT + "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/checkpoint",
                "checkpoint/",
                "Checkpoint",
                "checkpoint\n",
                "tile/6/000",
                "tile/-1/000",
                "tile/00/000",
                "tile/names/000",
                "tile/entries/000",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/1000",
                "tile/0/x000/000",
                "tile/0/x000/x001/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/X001/000",
                "tile/0/x01/000",
                "tile/0/x001//000",
                "tile/0/x001/x000/x000/x000/000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/1000",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1/",
                "tile/0/000/1",
                "tile/0/000xp/1",
                "tile/0/000.p/+1",
                "tile/0/../0/000",
                "tile/0/\u0660\u0660\u0660",
                "tile//000",
                "//tile/0/000",
                "issuer/",
                "issuer/8f7ca3b9",
                "issuer/" + FINGERPRINT + "00",
                "issuer/8F7CA3B9D48E4D4C442A4EB6130D313C1DE215524AD706B25941A5D6ACD360D5",
                "issuer/../checkpoint"
            })
    void noOtherFormOfAPathIsUnderstood(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Test
    void aLongPathIsNotEvenLookedAt() {
        assertThat(TilePath.parse("tile/0/" + "x001/".repeat(1_000_000) + "000"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/x001/x234/067.p/112", "tile/data/x009/000", "issuer/" + FINGERPRINT})
    void whatIsUnderstoodIsWhatWouldBeWritten(String path) {
        var mutations = new Mutations(path.getBytes(StandardCharsets.ISO_8859_1), path.hashCode());
        for (var round = 0; round < 20_000; round++) {
            var damaged = new String(mutations.next(), StandardCharsets.ISO_8859_1);
            TilePath.parse(damaged).ifPresent(file -> assertThat(pathOf(file)).isEqualTo(damaged));
        }
    }

    private static String pathOf(PublishedFile file) {
        return switch (file) {
            case PublishedFile.Hashes(var tile) -> TilePath.ofHashes(tile);
            case PublishedFile.Entries(var tile) -> TilePath.ofEntries(tile);
            case PublishedFile.Issuer(var fingerprint) -> TilePath.ofIssuer(fingerprint);
            case PublishedFile.Single.CHECKPOINT -> TilePath.CHECKPOINT;
            case PublishedFile.Single.WITNESSED_CHECKPOINT -> TilePath.WITNESSED_CHECKPOINT;
            case PublishedFile.Single.FINAL_CHECKPOINT -> TilePath.FINAL_CHECKPOINT;
            case PublishedFile.Single.DESCRIPTION -> TilePath.DESCRIPTION;
        };
    }
}
