/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String SHORT = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 100_000})
    void readsOneAnswerAfterTheOtherHoweverTheyArrive(int atOnce) throws IOException {
        var large = "x".repeat(30_000);
        var reader = reader(
                SHORT
                        + "HTTP/1.1 100 Continue\r\n\r\n"
                        + "HTTP/1.1 429 Too Many\r\ntransfer-encoding: chunked\r\n\r\n4;a=b\r\nsome\r\n5\r\nthing\r\n0\r\nT: x\r\n\r\n"
                        + "HTTP/1.1 503 \r\nContent-Length: 30000\r\nConnection: close\r\n\r\n" + large,
                atOnce);

        var first = reader.next();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().text()).isEqualTo("first");
        assertThat(first.last()).isFalse();
        var second = reader.next();
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.body().text()).isEqualTo("something");
        var third = reader.next();
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.body().text()).isEqualTo(large);
        assertThat(third.last()).isTrue();
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        assertThat(reader.isUntouched()).isTrue();
    }

    @Test
    void aBodyOfNoKnownLengthEndsWithTheConnection() throws IOException {
        var answer = reader("HTTP/1.0 200 OK\r\n\r\nall of it", 4).next();

        assertThat(answer.body().text()).isEqualTo("all of it");
        assertThat(answer.last()).isTrue();
    }

    @Test
    void anAnswerThatBreaksOffIsNotOneThatNeverBegan() {
        var reader = reader("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfir", 100);

        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        assertThat(reader.isUntouched()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNoHttpOrTooMuchOfItIsRefused(String text) {
        assertThatThrownBy(() -> reader(text, 100).next())
                .isInstanceOf(IOException.class)
                .hasMessageMatching("the answer is (not HTTP|larger than a mebibyte)");
    }

    @Test
    void aBodyWithoutEndIsRefusedBeforeItFillsTheMemory() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        var reader = new AnswerReader(new SequenceInputStream(
                new ByteArrayInputStream("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), endless));

        assertThatThrownBy(reader::next).hasMessage("the answer is larger than a mebibyte");
    }

    private static AnswerReader reader(String text, int atOnce) {
        return new AnswerReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, atOnce));
            }
        });
    }
}
