/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void hashesThePublishedExample() {
        assertThat(Hash.sha256("abc".getBytes(StandardCharsets.US_ASCII))).hasToString(OF_ABC);
    }

    @Test
    void isReadAndWrittenAtAnyPlace() {
        // given
        var hash = Hash.sha256(new byte[] {1, 2, 3});
        var array = new byte[45];

        // when
        hash.write(array, 13);

        // then
        assertThat(Hash.read(array, 13)).isEqualTo(hash);
        assertThat(array).startsWith(new byte[13]).endsWith(hash.toBytes());
    }

    @Test
    void doesNotReachBeyondAnArray() {
        assertThatThrownBy(() -> Hash.read(new byte[31], 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
