/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.testing.LogAnswer;
import dev.bulla.ca.transparency.SubmissionAnswer.UnusableAnswerException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts from an answer whose timestamp another implementation wrote into a certificate. */
class SubmissionAnswerTest {
    private static final LogAnswer GOOD = LogAnswer.published();

    @Test
    void readsAPublishedTimestamp() throws UnusableAnswerException {
        var timestamp = read(GOOD.json());

        assertThat(timestamp.encoded()).isEqualTo(LogAnswer.publishedEncoded());
    }

    /** The extension of a static log that put the entry at index 1, from the specification of such logs. */
    @Test
    void keepsExtensionsAsTheyAre() throws UnusableAnswerException {
        var timestamp = read(GOOD.withExtensions("AAAFAAAAAAE=").json());

        assertThat(timestamp.extensions().encoded()).isEqualTo(new byte[] {0, 0, 5, 0, 0, 0, 0, 1});
        assertThat(timestamp.extensions().leafIndex()).hasValue(1);
    }

    static Stream<String> waysToSayTheSame() {
        var json = GOOD.json();
        return Stream.of(
                namesInCapitals(json),
                " \r\n\t" + json + "\n",
                json.replace("{\"sct_version\":0,", "{"),
                json.replace("\"sct_version\":0", "\"sct_version\":null"),
                json.replace("\"extensions\":\"\",", ""),
                json.replace("\"extensions\":\"\"", "\"extensions\":null"),
                json.replace("{", "{\"unknown\":[1,{\"id\":2}],\"more\":{},\"other\":null,"),
                json.replace("{", "{\"id\":\"AAAA\",\"timestamp\":1,"),
                json.replace("}", ",\"id\":null,\"timestamp\":null}"),
                json.replace("=", "\\u003d"));
    }

    private static String namesInCapitals(String json) {
        var changed = json;
        for (var name : new String[] {"sct_version", "id", "timestamp", "extensions", "signature"}) {
            changed = changed.replace("\"" + name + "\"", "\"" + name.toUpperCase(Locale.ROOT) + "\"");
        }
        return changed;
    }

    @ParameterizedTest
    @MethodSource("waysToSayTheSame")
    void readsWhatTheOriginalReads(String json) throws UnusableAnswerException {
        assertThat(read(json).encoded()).isEqualTo(LogAnswer.publishedEncoded());
    }

    static Stream<Arguments> unusable() {
        var id = GOOD.id();
        var signature = Base64.getDecoder().decode(GOOD.signature());
        return Stream.of(
                Arguments.of("unknown SCT version 1", GOOD.withVersion("1")),
                Arguments.of("unknown SCT version -1", GOOD.withVersion("-1")),
                Arguments.of("sct_version is no whole number", GOOD.withVersion("0.0")),
                Arguments.of("sct_version is no whole number", GOOD.withVersion("\"0\"")),
                Arguments.of("timestamp is no whole number", GOOD.withTimestamp("\"1337\"")),
                Arguments.of("timestamp is no whole number", GOOD.withTimestamp("1e3")),
                Arguments.of("timestamp is missing", GOOD.withTimestamp("null")),
                Arguments.of("timestamp: its time lies before the epoch", GOOD.withTimestamp("-1")),
                Arguments.of("it is not one JSON object", GOOD.withTimestamp("9223372036854775808")),
                Arguments.of("id is not base64", GOOD.withId(id.replace("=", "!"))),
                Arguments.of("id is not whole base64", GOOD.withId(id.replace("=", ""))),
                Arguments.of("id is not whole base64", GOOD.withId(id.replace("M=", "N="))),
                Arguments.of("id is not base64", GOOD.withId(id.replace("+", "-"))),
                Arguments.of("id is not base64", GOOD.withId(" " + id)),
                Arguments.of("instead of 32", GOOD.withId("AAAA")),
                Arguments.of("instead of 32", GOOD.withId(id.substring(0, 40) + "YVMAAA==")),
                Arguments.of("instead of 32", GOOD.withId("")),
                Arguments.of("extensions is not base64", GOOD.withExtensions("?")),
                Arguments.of("signature", GOOD.withSignature("")),
                Arguments.of("signature", GOOD.withSignature("BAMA")),
                Arguments.of("signature", GOOD.withSignature(longer(signature))));
    }

    private static String longer(byte[] signature) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(signature, signature.length + 1));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void saysWhatIsWrongWithAMember(String complaint, LogAnswer answer) {
        assertThatThrownBy(() -> read(answer.json()))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "timestamp", "signature"})
    void saysWhatIsMissing(String name) {
        assertThatThrownBy(() -> read(GOOD.json().replace("\"" + name + "\"", "\"other\"")))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessage(name + " is missing");
    }

    static Stream<String> noSingleObject() {
        var json = GOOD.json();
        return Stream.of(
                "",
                " ",
                "null",
                "\"text\"",
                "<html>",
                "[" + json + "]",
                json + "{}",
                json + " x",
                json.substring(0, json.length() - 1),
                json.replace("}", ",}"),
                json.replace(":0", ":00"),
                json.replace("\"", "'"),
                json.replace("\"id\":\"", "\"id\":[\""),
                "[".repeat(60_000),
                json.replace("{", "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + ","),
                json.replace("1337", "1".repeat(2_000)));
    }

    @ParameterizedTest
    @MethodSource("noSingleObject")
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnusableAnswerException.class);
    }

    @Test
    void refusesBytesThatAreNoText() {
        var bytes = Bytes.of(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});

        assertThatThrownBy(() -> SubmissionAnswer.read(bytes)).isInstanceOf(UnusableAnswerException.class);
    }

    private static SignedCertificateTimestamp read(String json) throws UnusableAnswerException {
        return SubmissionAnswer.read(Bytes.utf8(json));
    }
}
