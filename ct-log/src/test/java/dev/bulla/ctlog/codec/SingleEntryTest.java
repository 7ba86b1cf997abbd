/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.SingleEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The published log of one entry, from the precertificate to the tile. */
class SingleEntryTest {
    private final Bytes authority = Bytes.view(SingleEntry.base64("ca"));
    private final Bytes precertificate = Bytes.view(SingleEntry.base64("precertificate"));
    private final Bytes tbs = PrecertificateSurgery.withoutPoison(precertificate);
    private final TimestampedEntry entry = new TimestampedEntry(
            SingleEntry.TIMESTAMP,
            new LogEntry.Precertificate(
                    Hash.sha256(PrecertificateSurgery.subjectPublicKeyInfo(authority)
                            .toArray()),
                    tbs),
            LeafIndex.extension(0));

    @Test
    void thePoisonIsTakenOut() {
        assertThat(tbs.size()).isEqualTo(373);
        assertThat(Hash.sha256(tbs.toArray())).hasToString(SingleEntry.text("tbs.sha256"));
    }

    @Test
    void theFinalCertificateLeavesTheSame() {
        assertThat(PrecertificateSurgery.withoutTimestampList(Bytes.view(SingleEntry.base64("certificate"))))
                .isEqualTo(tbs);
    }

    @Test
    void theIndexIsItsExtension() {
        assertThat(entry.extensions().toArray()).isEqualTo(SingleEntry.hex("sct.extensions"));
    }

    @Test
    void theLeafIsWhatTheTreeHolds() {
        var leaf = new MerkleTreeLeaf(entry).encoded();

        assertThat(leaf).hasSize(430);
        assertThat(Hash.sha256(leaf)).hasToString(SingleEntry.text("leaf.sha256"));
        assertThat(LeafEncodingTest.leafHash(leaf)).isEqualTo(SingleEntry.text("leaf.hash"));
    }

    @Test
    void theTileHoldsTheEntryAndItsIssuer() {
        // given
        var chain = List.of(Hash.sha256(authority.toArray()));

        // when
        var tile = new DataTile(List.of(new TileLeaf(entry, Optional.of(precertificate), chain))).encoded();

        // then
        assertThat(tile).hasSize(949);
        assertThat(Hash.sha256(tile)).hasToString(SingleEntry.text("tile.sha256"));
    }

    @Test
    void theExtraDataHoldTheChain() {
        var data = new ExtraData(Optional.of(precertificate), List.of(authority)).encoded();

        assertThat(data).hasSize(880);
        assertThat(Hash.sha256(data)).hasToString(SingleEntry.text("extra-data.sha256"));
    }

    @Test
    void theEntryAloneIsItsIdentity() {
        assertThat(entry.entry().identity()).hasToString(SingleEntry.text("identity"));
    }
}
