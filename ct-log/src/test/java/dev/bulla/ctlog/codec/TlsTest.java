/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.bulla.ctlog.merkle.Hash;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @Test
    void numbersAreBigEndian() {
        // when
        var written = new TlsWriter(19)
                .u8(0x01)
                .u16(0x0203)
                .u24(0x040506)
                .u40(0x0708090a0bL)
                .u64(0x0c0d0e0f10111213L)
                .toArray();

        // then
        assertThat(written).asHexString().isEqualTo("0102030405060708090A0B0C0D0E0F10111213");
    }

    @Test
    void readsWhatWasWritten() {
        // given
        var hash = Hash.sha256(new byte[0]);
        var run = Bytes.view(new byte[] {7, 8, 9});
        var in = new TlsReader(Bytes.view(new TlsWriter(0)
                .u8(255)
                .u16(65_535)
                .u24(16_777_215)
                .u40((1L << 40) - 1)
                .u64(Long.MAX_VALUE)
                .hash(hash)
                .vector16(run)
                .vector24(run)
                .toArray()));

        // then
        assertThat(in.u8()).isEqualTo(255);
        assertThat(in.u16()).isEqualTo(65_535);
        assertThat(in.u24()).isEqualTo(16_777_215);
        assertThat(in.u40()).isEqualTo((1L << 40) - 1);
        assertThat(in.u64()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.hash()).isEqualTo(hash);
        assertThat(in.vector16()).isEqualTo(run);
        assertThat(in.vector24()).isEqualTo(run);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void aWriterOfTheRightSizeCopiesNothingWhenItIsDone() {
        var out = new TlsWriter(3).u24(1);

        assertThat(out.toArray()).isSameAs(out.toArray());
    }

    @Test
    void aWriterRefusesWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).u16(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).u24(1 << 24));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).u40(1L << 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).u64(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsWriter(9).vector16(Bytes.view(new byte[65_536])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0003aabb", "ffff00"})
    void aRunMustBeAsLongAsItsLengthSays(String hex) {
        assertThatThrownBy(() -> reader(hex).vector16()).isInstanceOf(MalformedException.class);
    }

    @Test
    void aNumberBeyondTheSignedRangeIsRefused() {
        assertThatThrownBy(() -> reader("8000000000000000").u64())
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("2^63");
    }

    @Test
    void bytesThatAreLeftAreRefused() {
        var in = reader("0102");
        in.u8();

        assertThatThrownBy(in::expectEnd).hasMessage("1 bytes too many at byte 1");
    }

    @Test
    void aLyingLengthCostsNoMemory() {
        // given
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var lie = Bytes.view(HexFormat.of().parseHex("ffffff00"));
        var before = threads.getCurrentThreadAllocatedBytes();

        // when
        assertThatThrownBy(() -> new TlsReader(lie).vector24()).isInstanceOf(MalformedException.class);

        // then
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000_000);
    }

    private static TlsReader reader(String hex) {
        return new TlsReader(Bytes.view(HexFormat.of().parseHex(hex)));
    }
}
