/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTest {
    private final Bytes whole = Bytes.copyOf(new byte[] {9, 1, 2, 3, (byte) 0xfe});

    @Test
    void comparesByValueWhereverTheBytesLie() {
        var part = whole.part(1, 4);
        var same = Bytes.copyOf(new byte[] {1, 2, 3});

        assertThat(part).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(whole.part(0, 3));
    }

    @Test
    void aCopyDoesNotFollowItsArray() {
        var array = new byte[] {1};
        var bytes = Bytes.copyOf(array);

        array[0] = 2;

        assertThat(bytes.at(0)).isEqualTo(1);
    }

    @Test
    void theArrayItGivesIsNotItsOwn() {
        whole.toArray()[0] = 0;

        assertThat(whole.at(0)).isEqualTo(9);
    }

    @Test
    void aPartDoesNotReachBeyondItself() {
        var part = whole.part(1, 3);

        assertThatThrownBy(() -> part.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.part(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.hashAt(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesAreUnsigned() {
        assertThat(whole.at(4)).isEqualTo(0xfe);
    }

    @Test
    void isNotPrinted() {
        assertThat(whole).hasToString("5 bytes");
    }
}
