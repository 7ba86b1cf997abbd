/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.x509.Bytes;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerInputTest {
    private static final int OCTET_STRING = 0x04;

    @ParameterizedTest
    @CsvSource({
        "020100, 0",
        "0201ff, -1",
        "02017f, 127",
        "02020080, 128",
        "020180, -128",
        "0202ff7f, -129",
        "02027fff, 32767",
        "02028000, -32768"
    })
    void readsIntegersInTheirShortestForm(String hex, BigInteger number) {
        assertThat(input(hex).integer()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "02020000", "0202007f", "0202ff80", "0202ffff", "020300007f"})
    void readsIntegersInNoOtherForm(String hex) {
        assertThatThrownBy(() -> input(hex).integer()).isInstanceOf(NotDerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"020100", "0201ff", "020180"})
    void takesNeitherZeroNorLessForPositive(String hex) {
        assertThatThrownBy(() -> input(hex).positiveInteger()).isInstanceOf(NotDerException.class);
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "01, 1", "7f, 127", "8180, 128", "81ff, 255", "820100, 256", "82ffff, 65535", "83010000, 65536"
    })
    void readsLengthsInTheirShortestForm(String length, int bytes) {
        assertThat(input("04" + length + "00".repeat(bytes))
                        .inside(OCTET_STRING)
                        .rest()
                        .length())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"8100, 0", "8101, 1", "817f, 127", "820080, 128", "8200ff, 255", "83000100, 256", "8400010000, 65536"})
    void readsLengthsInNoOtherForm(String length, int bytes) {
        assertThatThrownBy(() -> input("04" + length + "00".repeat(bytes)).inside(OCTET_STRING))
                .isInstanceOf(NotDerException.class)
                .hasMessageContaining("not as short as possible");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04", "0401", "0480", "04800000", "0481", "850000000100", "0484ffffffff", "0485", "ff"})
    void readsNothingThatDoesNotEndWhereItSays(String hex) {
        assertThatThrownBy(() -> input(hex).inside(OCTET_STRING)).isInstanceOf(NotDerException.class);
    }

    private static DerInput input(String hex) {
        return DerInput.of(Bytes.of(HexFormat.of().parseHex(hex)));
    }
}
