/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerTimeTest {
    @ParameterizedTest
    @CsvSource({
        "23, 231114221320Z, 2023-11-14T22:13:20Z",
        "23, 491231235959Z, 2049-12-31T23:59:59Z",
        "23, 500101000000Z, 1950-01-01T00:00:00Z",
        "23, 240229000000Z, 2024-02-29T00:00:00Z",
        "24, 20500101000000Z, 2050-01-01T00:00:00Z",
        "24, 99991231235959Z, 9999-12-31T23:59:59Z"
    })
    void readsBothForms(int tag, String text, Instant expected) {
        assertThat(read(tag, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "23, 2311142213Z",
        "23, 231114221320+0000",
        "23, 2311142213200",
        "23, 231114221360Z",
        "23, 231114240000Z",
        "23, 230229000000Z",
        "23, 231301000000Z",
        "23, 23111422132 Z",
        "23, ''",
        "24, 231114221320Z",
        "24, 20231114221320.5Z",
        "19, 231114221320Z"
    })
    void refusesEveryOther(int tag, String text) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(tag, text));
    }

    private static Instant read(int tag, String text) {
        var content = text.getBytes(StandardCharsets.US_ASCII);
        var encoded = new TlsWriter(0)
                .u8(tag)
                .u8(content.length)
                .bytes(Bytes.view(content))
                .toArray();
        return DerTime.take(new DerCursor(Bytes.view(encoded)));
    }
}
