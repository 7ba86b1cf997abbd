/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The heads are those of RFC 7541, appendix C, which says what is in them. */
class HeadFieldsTest {
    private static final int PADDED_WITH_PRIORITY = 0x28;
    private static final byte[] FOUR_FIELDS = HexFormat.of().parseHex("828684410f7777772e6578616d706c652e636f6d");

    private static byte[] repeated(byte[] head, int times) {
        var all = ByteBuffer.allocate(head.length * times);
        for (var i = 0; i < times; i++) {
            all.put(head);
        }
        return all.array();
    }

    private static boolean fits(byte[] head) {
        var fields = new HeadFields();
        fields.begin(0, head.length);
        return fields.fit(head, 0, head.length);
    }

    @ParameterizedTest
    @CsvSource({
        "400a637573746f6d2d6b65790d637573746f6d2d686561646572, 1",
        "040c2f73616d706c652f70617468, 1",
        "100870617373776f726406736563726574, 1",
        "82, 1",
        "828684410f7777772e6578616d706c652e636f6d, 4",
        "828684be58086e6f2d6361636865, 5",
        "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565, 5",
        "828684418cf1e3c2e5f23a6ba0ab90f4ff, 4",
        "828684be5886a8eb10649cbf, 5",
        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf, 5",
        "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e17"
                + "68747470733a2f2f7777772e6578616d706c652e636f6d, 4"
    })
    void countsTheFieldsOfAHead(String hex, int fields) {
        var head = HexFormat.of().parseHex(hex);
        var most = HeadFields.MOST / fields;

        assertThat(fits(repeated(head, most))).isTrue();
        assertThat(fits(repeated(head, most + 1))).isFalse();
    }

    @Test
    void aValueMayBeLongerThanOneByteCanSay() {
        // Of 1337 bytes, as a string of the example of a number in appendix C.1.2 would be; its bytes look like fields.
        var head = ByteBuffer.allocate(5 + 1337).put(new byte[] {0x04, 0x7f, (byte) 0xba, 0x09});
        head.put(new byte[1337]).put((byte) 0x82);

        assertThat(fits(head.array())).isTrue();
    }

    @Test
    void aHeadMayComeInFramesAndPiecesWithPadding() {
        var head = repeated(FOUR_FIELDS, HeadFields.MOST / 4 - 1);
        var fields = new HeadFields();
        var padding = 200;
        var frame = ByteBuffer.allocate(1 + 5 + head.length + padding)
                .put((byte) padding)
                .put(new byte[5])
                .put(head)
                .array();

        fields.begin(PADDED_WITH_PRIORITY, frame.length);
        for (var i = 0; i < frame.length; i++) {
            assertThat(fields.fit(frame, i, 1)).isTrue();
        }
        assertThat(fields.goOn(4)).isTrue();
        assertThat(fields.fit(new byte[] {(byte) 0x82, (byte) 0x82, (byte) 0x82}, 0, 3))
                .isTrue();
        assertThat(fields.fit(new byte[] {(byte) 0x82}, 0, 1)).isFalse();
        fields.begin(0, 1);
        assertThat(fields.fit(new byte[] {(byte) 0x82}, 0, 1)).isTrue();
    }
}
