/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random structures, written and read. */
class RoundTripTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenReadsTheSame(long seed) {
        var structures = new Structures(new Random(seed));
        for (var round = 0; round < 200; round++) {
            var tile = new DataTile(structures.some(1, 256, structures::tileLeaf));
            assertThat(DataTile.parse(Bytes.view(tile.encoded()))).isEqualTo(tile);

            var leaf = new MerkleTreeLeaf(structures.tileLeaf().entry());
            assertThat(MerkleTreeLeaf.parse(Bytes.view(leaf.encoded()))).isEqualTo(leaf);

            var plain = new ExtraData(Optional.empty(), structures.some(0, 5, structures::certificate));
            assertThat(ExtraData.parseForCertificate(Bytes.view(plain.encoded())))
                    .isEqualTo(plain);

            var signed = new DigitallySigned(4, 3, structures.bytes(0, 600));
            assertThat(DigitallySigned.parse(Bytes.view(signed.encoded()))).isEqualTo(signed);
        }
    }

    /** A source of valid structures. */
    private record Structures(Random random) {

        TileLeaf tileLeaf() {
            var precertified = random.nextBoolean();
            LogEntry entry = precertified
                    ? new LogEntry.Precertificate(hash(), certificate())
                    : new LogEntry.Certificate(certificate());
            return new TileLeaf(
                    new TimestampedEntry(random.nextLong() >>> 1, entry, bytes(0, 20)),
                    precertified ? Optional.of(certificate()) : Optional.empty(),
                    some(0, 4, this::hash));
        }

        Bytes certificate() {
            return bytes(1, 300);
        }

        Hash hash() {
            return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        }

        Bytes bytes(int least, int most) {
            var bytes = new byte[random.nextInt(least, most + 1)];
            random.nextBytes(bytes);
            return Bytes.view(bytes);
        }

        <T> List<T> some(int least, int most, Supplier<T> maker) {
            var all = new ArrayList<T>();
            for (var left = random.nextInt(least, most + 1); left > 0; left--) {
                all.add(maker.get());
            }
            return all;
        }
    }
}
