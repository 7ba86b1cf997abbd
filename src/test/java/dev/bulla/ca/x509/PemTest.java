/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of PEM rules that clients of the protocol rely on, row by row. The content is always the text "hello world". */
class PemTest {
    private static final String BODY = "aGVsbG8gd29ybGQ=";
    private static final String BLOCK = "-----BEGIN X-----\n" + BODY + "\n-----END X-----\n";

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("as usual", BLOCK),
                arguments("text before", "a key\nfor you:\n\n" + BLOCK),
                arguments("text after", BLOCK + "\nand goodbye"),
                arguments("a second block", BLOCK + "-----BEGIN Y-----\nAAAA\n-----END Y-----\n"),
                arguments("spaces behind BEGIN", BLOCK.replace("BEGIN X-----", "BEGIN X----- \t ")),
                arguments("spaces behind END", BLOCK.replace("END X-----", "END X-----\t \t")),
                arguments("no newline at the end", BLOCK.strip()),
                arguments("CRLF", BLOCK.replace("\n", "\r\n")),
                arguments("spaces before CRLF", BLOCK.replace("-----\n", "----- \r\n")),
                arguments("blank lines in the body", BLOCK.replace("d29", "\n\nd29\n\n")),
                arguments("short lines", BLOCK.replace("o", "o\n")),
                arguments("spaces and tabs in the body", BLOCK.replace("d29", " \td 2\t9 ")),
                arguments("CR alone inside the body", BLOCK.replace("d29", "\rd29")),
                arguments("headers and an empty line", BLOCK.replace(BODY, "A: b\nC: d\n\n" + BODY)),
                arguments("headers without an empty line", BLOCK.replace(BODY, "A: b\n" + BODY)),
                arguments("a BEGIN line that nothing ends", "-----BEGIN X-----\n" + BLOCK),
                arguments("an END line that nothing begins", "\n-----END X-----\n" + BLOCK),
                arguments("a block without base64 before", "-----BEGIN X-----\n?\n-----END X-----\n" + BLOCK),
                arguments("a block with another END before", "-----BEGIN X-----\nAAAA\n-----END Y-----\n" + BLOCK),
                arguments("a block without padding before", BLOCK.replace("=", "") + BLOCK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String name, String text) {
        var block = Pem.first(Bytes.utf8(text));

        assertThat(block.map(Pem::label)).contains("X");
        assertThat(block.map(found -> found.content().text())).contains("hello world");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("no PEM", "hello world"),
                arguments("space before BEGIN", " " + BLOCK),
                arguments("byte order mark before BEGIN", "\ufeff" + BLOCK),
                arguments("text before BEGIN on its line", "key: " + BLOCK),
                arguments("text behind BEGIN on its line", BLOCK.replace("BEGIN X-----", "BEGIN X----- key")),
                arguments("text behind END on its line", BLOCK.replace("END X-----", "END X----- key")),
                arguments("space before END", BLOCK.replace("-----END", " -----END")),
                arguments("no newline before END", BLOCK.replace("\n-----END", "-----END")),
                arguments("no newline behind BEGIN", BLOCK.replace("X-----\na", "X-----a")),
                arguments("four dashes at the start", BLOCK.replace("-----BEGIN", "----BEGIN")),
                arguments("six dashes at the start", BLOCK.replace("-----BEGIN", "------BEGIN")),
                arguments("four dashes at the end", BLOCK.replace("END X-----", "END X----")),
                arguments("six dashes at the end", BLOCK.replace("END X-----", "END X------")),
                arguments("lower case", BLOCK.toLowerCase(java.util.Locale.ROOT)),
                arguments("another label at the end", BLOCK.replace("END X", "END Y")),
                arguments("CR alone", BLOCK.replace("\n", "\r")),
                arguments("newlines spelled out", BLOCK.replace("\n", "\\n")),
                arguments("spaces for newlines", BLOCK.replace("\n", " ")),
                arguments("no padding", BLOCK.replace("=", "")),
                arguments("letters outside base64", BLOCK.replace("8", "_")),
                arguments("headers and no body", "-----BEGIN X-----\nA: b\n-----END X-----\n"),
                arguments("BEGIN alone", "-----BEGIN X-----\n"),
                arguments("END alone", "\n-----END X-----\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, String text) {
        assertThat(Pem.first(Bytes.utf8(text))).isEmpty();
    }

    @Test
    void stopsAtTheFirstWellFormedBlockWhateverItIs() {
        var text = "-----BEGIN OTHER-----\n-----END OTHER-----\n" + BLOCK;

        assertThat(Pem.first(Bytes.utf8(text))).contains(new Pem("OTHER", java.util.Map.of(), Bytes.of(new byte[0])));
    }

    @Test
    void handsOutHeaders() {
        var text = BLOCK.replace(BODY, "Proc-Type: 4,ENCRYPTED\nDEK-Info : AES-256-CBC,00\n\n" + BODY);

        assertThat(Pem.first(Bytes.utf8(text)).orElseThrow().headers())
                .containsEntry("Proc-Type", "4,ENCRYPTED")
                .containsEntry("DEK-Info", "AES-256-CBC,00")
                .hasSize(2);
    }

    @Test
    void readsBlockAfterBlockUntilOnlyWhiteSpaceIsLeft() {
        // given
        var text = new PemText(Bytes.utf8("first\n" + BLOCK + "\nsecond\n" + BLOCK.replace("X", "Y") + " \n\t"));

        // then
        assertThat(text.isExhausted()).isFalse();
        assertThat(text.next().map(Pem::label)).contains("X");
        assertThat(text.isExhausted()).isFalse();
        assertThat(text.next().map(Pem::label)).contains("Y");
        assertThat(text.isExhausted()).isTrue();
        assertThat(text.next()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN X-----\n",
                "\n-----END X-----",
                "\n-----END ",
                "-----BEGIN ",
                "-----BEGIN X-----\n-----END Y-----\n"
            })
    void needsNoMoreThanAMomentForMegabytesOfNonsense(String piece) {
        var text = Bytes.utf8(piece.repeat(4 * 1024 * 1024 / piece.length()));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Pem.first(text));
    }
}
