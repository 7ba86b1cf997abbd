/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class EncodedBatchTest {
    private final TreeHasher hasher = new TreeHasher(Security.getProvider("SUN"));
    private final Hash previous = Hash.sha256(new byte[] {1});
    private final Hash root = Hash.sha256(new byte[] {2});
    private final EncodedBatch batch =
            EncodedBatch.of(new BatchRecord(3, 4, previous, 5, 6, root, List.of(text("ab"), text("c"))), hasher);

    @Test
    void hasTheFormThatIsWrittenDown() {
        var expected = "62756c61" + "0001" + "0000" + "0000009f" + "0000000000000003" + "0000000000000004" + previous
                + "0000000000000005" + "00000002" + "0000000000000006" + root + "00000002" + "6162" + "00000001" + "63";

        var encoded = HexFormat.of().formatHex(batch.encoded().toArray());

        assertThat(encoded).startsWith(expected).hasSize(2 * 0x9f);
        assertThat(encoded.substring(expected.length() + 8))
                .isEqualTo(batch.hash().toString());
    }

    @Test
    void readsBackWhatWasWritten() {
        var parsed = EncodedBatch.parse(batch.encoded(), hasher);

        assertThat(parsed.record()).isEqualTo(batch.record());
        assertThat(parsed.hash()).isEqualTo(batch.hash());
        assertThat(batch.entries()).containsExactly(text("ab"), text("c"));
    }

    @Test
    void aRecordWithoutEntriesIsTheSmallest() {
        var empty = EncodedBatch.of(new BatchRecord(1, 1, Hash.ZERO, 0, 1, TreeHasher.EMPTY, List.of()), hasher);

        assertThat(empty.encoded().size()).isEqualTo(EncodedBatch.SMALLEST);
        assertThat(EncodedBatch.parse(empty.encoded(), hasher).entries()).isEmpty();
    }

    @Test
    void entriesAreReadFromTheBytesAndNotFromTheRecord() {
        var record = batch.record();
        var array = batch.encoded().toArray();
        var parsed = EncodedBatch.parse(Bytes.view(array), hasher);

        array[116] = 'x';

        assertThat(parsed.entries().getFirst()).isEqualTo(text("xb"));
        assertThat(record.entries().getFirst()).isEqualTo(text("ab"));
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (var at = 0; at < batch.encoded().size(); at++) {
            var changed = batch.encoded().toArray();
            changed[at] ^= 0x40;
            assertRefused(changed);
        }
    }

    @Test
    void everyOtherLengthIsNoticed() {
        for (var size = 0; size < batch.encoded().size(); size++) {
            assertRefused(Arrays.copyOf(batch.encoded().toArray(), size));
        }
        assertRefused(Arrays.copyOf(batch.encoded().toArray(), batch.encoded().size() + 1));
    }

    @Test
    void aLengthThatLiesIsRefusedThoughAllSumsAreRight() {
        assertRefused(sealed(112, 0x7fffffff));
        assertRefused(sealed(112, -1));
        assertRefused(sealed(68, 3));
        assertRefused(sealed(8, EncodedBatch.LARGEST + 1));
    }

    @Test
    void isNotMadeLargerThanItCouldBeRead() {
        var large = Bytes.view(new byte[EncodedBatch.LARGEST / 4]);
        var record = new BatchRecord(1, 1, Hash.ZERO, 0, 1, root, Collections.nCopies(4, large));

        assertThatThrownBy(() -> EncodedBatch.of(record, hasher)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The record with one number changed, and with sums that fit. */
    private byte[] sealed(int at, int number) {
        var bytes = batch.encoded().toArray();
        var checked = bytes.length - Integer.BYTES - Hash.SIZE;
        var checksum = new CRC32C();
        ByteBuffer.wrap(bytes).putInt(at, number);
        checksum.update(bytes, 0, checked);
        ByteBuffer.wrap(bytes).putInt(checked, (int) checksum.getValue());
        Hash.sha256(Arrays.copyOf(bytes, bytes.length - Hash.SIZE)).write(bytes, bytes.length - Hash.SIZE);
        return bytes;
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> EncodedBatch.parse(Bytes.view(bytes), hasher)).isInstanceOf(MalformedException.class);
    }

    private static Bytes text(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }
}
