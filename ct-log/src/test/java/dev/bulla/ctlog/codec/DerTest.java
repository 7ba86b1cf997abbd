/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

    /** Both sides of each change in the length's form. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000})
    void agreesWithAnotherEncoderOnEveryFormOfLength(int size) throws IOException {
        // given
        var theirs = Bytes.view(new DEROctetString(new byte[size]).getEncoded());

        // when
        var ours = DerWriter.element(DerCursor.OCTET_STRING, List.of(Bytes.view(new byte[size])));

        // then
        assertThat(ours).isEqualTo(theirs);
        assertThat(DerCursor.only(DerCursor.OCTET_STRING, theirs).content()).isEqualTo(Bytes.view(new byte[size]));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'tag 04 expected at byte 0, where all ends'",
        "0500, 'tag 04 expected at byte 0, not 05'",
        "04, a length is cut off at byte 1",
        "0481, a length is cut off at byte 2",
        "0402aa, element at byte 0 is longer than what holds it",
        "0480aa0000, length of an unsupported form at byte 1",
        "048400000001aa, length of an unsupported form at byte 1",
        "04ffaa, length of an unsupported form at byte 1",
        "048101aa, length is not as short as possible before byte 3",
        "04820001aa, length is not as short as possible before byte 4",
        "0401aabb, 1 bytes too many at byte 3",
    })
    void isStrict(String hex, String complaint) {
        var source = Bytes.view(HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> DerCursor.only(DerCursor.OCTET_STRING, source))
                .isInstanceOf(MalformedException.class)
                .hasMessage(complaint);
    }

    @Test
    void anOptionalElementIsTakenOnlyWhenItIsThere() {
        var cursor = new DerCursor(Bytes.view(HexFormat.of().parseHex("0101ff040100")));

        assertThat(cursor.takeIf(DerCursor.OCTET_STRING)).isEmpty();
        assertThat(cursor.takeIf(DerCursor.BOOLEAN)).isPresent();
        assertThat(cursor.takeIf(DerCursor.OCTET_STRING)).isPresent();
        assertThat(cursor.takeIf(DerCursor.OCTET_STRING)).isEmpty();
    }
}
