/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void membersStandInTheirOrder() {
        assertThat(JsonText.object(json -> json.text("a", "b")
                        .number("n", Long.MAX_VALUE)
                        .number("m", -1)
                        .flag("yes", true)
                        .flag("no", false)
                        .base64("bytes", new byte[] {(byte) 0xfb, (byte) 0xff, 1, 2})
                        .object("inside", inside -> inside.text("c", "d").number("e", 0))
                        .texts("texts", List.of("x", "y"))
                        .base64s("runs", List.of(new byte[1], new byte[0]))
                        .objects("objects", List.of(one -> one.number("i", 1), two -> two.number("i", 2)))))
                .isEqualTo("{\"a\":\"b\",\"n\":9223372036854775807,\"m\":-1,\"yes\":true,\"no\":false,"
                        + "\"bytes\":\"+/8BAg==\",\"inside\":{\"c\":\"d\",\"e\":0},\"texts\":[\"x\",\"y\"],"
                        + "\"runs\":[\"AA==\",\"\"],\"objects\":[{\"i\":1},{\"i\":2}]}");
    }

    @Test
    void whatIsEmptyIsWritten() {
        assertThat(JsonText.object(_ -> {})).isEqualTo("{}");
        assertThat(JsonText.object(json -> json.texts("audit_path", List.of())
                        .objects("o", List.of())
                        .text("t", "")))
                .isEqualTo("{\"audit_path\":[],\"o\":[],\"t\":\"\"}");
    }

    @Test
    void whateverATextHoldsStaysInsideIt() {
        assertThat(JsonText.object(json -> json.text("\"\\/", "\n\r\t\b\u0000\u007f\u00e9\u2028\ud83d\ude00'<")))
                .isEqualTo("{\"\\\"\\\\/\":\"\\n\\r\\t\\u0008\\u0000\\u007f\\u00e9\\u2028\\ud83d\\ude00'<\"}");
    }
}
