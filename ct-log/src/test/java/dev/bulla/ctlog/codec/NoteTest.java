/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final String TEXT = "log.example/2026\n1\nnyWsbl2oDyeDZFVHtsnFAeWcJywsys2XwwzGzwKk/7w=\n";
    private static final String LINE = "\u2014 log.example/2026 hWPUkwAAAYvP5Wg=\n";
    private static final String OTHER = "\u2014 somebody.example AAAAAQI=\n";

    @Test
    void aNoteIsReadAndWrittenBackTheSame() {
        var note = parse(TEXT + "\n" + OTHER + LINE);

        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.signatures())
                .extracting(NoteSignature::name)
                .containsExactly("somebody.example", "log.example/2026");
        assertThat(note.signatures().getFirst().keyId()).isEqualTo(1);
        assertThat(note.signatures().getLast().keyId()).isEqualTo(0x8563d493);
        assertThat(new String(note.encoded(), StandardCharsets.UTF_8)).isEqualTo(TEXT + "\n" + OTHER + LINE);
    }

    @Test
    void theTextMayHaveBlankLinesOfItsOwn() {
        assertThat(parse("first\n\nsecond\n\n" + LINE).text()).isEqualTo("first\n\nsecond\n");
    }

    @Test
    void manyStrangersMaySign() {
        assertThat(parse(TEXT + "\n" + strangers(16) + LINE).signatures()).hasSize(17);
        assertThat(parse(TEXT + "\n" + strangers(100)).signatures()).hasSize(100);
    }

    @Test
    void butNotAnyNumberOfThem() {
        assertMalformed(TEXT + "\n" + strangers(101));
        assertMalformed("x".repeat(1 << 16) + "\n\n" + LINE);
    }

    @ParameterizedTest
    @MethodSource
    void aNoteMustBeWhole(String note) {
        assertMalformed(note);
    }

    static Stream<String> aNoteMustBeWhole() {
        return Stream.of(
                "",
                "\n\n" + LINE,
                TEXT,
                TEXT + "\n",
                TEXT + LINE,
                TEXT + "\n" + LINE.stripTrailing(),
                TEXT + "\n" + LINE + "\n",
                TEXT + "\n" + LINE.replace("\n", "\r\n"),
                TEXT.replace("\n", "\r\n") + "\n" + LINE,
                TEXT.replace("1", "1\t") + "\n" + LINE,
                TEXT + "\n" + LINE.replace('\u2014', '-'),
                TEXT + "\n" + LINE.replace("\u2014 ", "\u2014"),
                TEXT + "\n" + LINE.replace("log.example/2026", ""),
                TEXT + "\n" + LINE.replace("log.example/2026", "log+example"),
                TEXT + "\n" + LINE.replace("log.example/2026", "log\u00a0example"),
                TEXT + "\n" + LINE.replace(" h", "  h"),
                TEXT + "\n" + LINE.replace("=", "=x"),
                TEXT + "\n" + LINE.replace("Wg=", "Wh="),
                TEXT + "\n" + LINE.replace("=", ""),
                TEXT + "\n" + LINE.replace("hWPUkwAAAYvP5Wg=", "hWPUkw=="),
                TEXT + "\n" + LINE.replace("hWPUkwAAAYvP5Wg=", "hWPU"),
                TEXT + "\n" + LINE.replace(" hWPUkwAAAYvP5Wg=", ""));
    }

    @Test
    void aNoteIsText() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Note.parse(Bytes.view(new byte[] {(byte) 0xff, '\n', '\n'})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no end", "carriage return\r\n"})
    void aNoteOfOursIsOneThatOthersCanRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Note(text, List.of()));
    }

    @Test
    void aSignatureHasAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteSignature("a b", 1, Bytes.EMPTY));
    }

    private static String strangers(int number) {
        return IntStream.range(0, number).mapToObj(_ -> OTHER).collect(Collectors.joining());
    }

    private static void assertMalformed(String note) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> parse(note));
    }

    private static Note parse(String note) {
        return Note.parse(Bytes.view(Signatures.utf8(note)));
    }
}
