/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.local.TestHistory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadTest {
    private static final String WRITER = "0123456789abcdef0123456789abcdef";

    private final TestHistory history = new TestHistory();
    private final Head empty = Head.first(WRITER, Duration.ofSeconds(15));
    private final Head full = empty.with(history.add(history.next(List.of(TestHistory.bytes(new Random(1), 30)))));

    @Test
    void isReadAsItWasWritten() {
        assertThat(parse(empty.encoded())).isEqualTo(empty);
        var read = parse(full.released().encoded());

        assertThat(read.encoded()).isEqualTo(full.released().encoded());
        assertThat(read.newest().orElseThrow().encoded())
                .isEqualTo(history.all.getFirst().encoded());
        assertThat(read.isHeld()).isFalse();
        assertThat(read.last()).isEmpty();
        assertThat(read.lease()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void tellsWithWhatTheLogHasEnded() {
        var last = bytes("the last checkpoint");
        var read = parse(full.ended(last).encoded());

        assertThat(read.last()).contains(last);
        assertThat(read.isHeld()).isFalse();
        assertThat(read.newest().orElseThrow().encoded())
                .isEqualTo(history.all.getFirst().encoded());
        assertThat(parse(empty.ended(last).encoded()).last()).contains(last);
    }

    @Test
    void endsWithACheckpointAndNoneThatIsTooLarge() {
        assertThatThrownBy(() -> full.ended(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> full.ended(Bytes.view(new byte[(1 << 16) + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canBeReadByPeople() {
        var text = new String(empty.encoded().toArray(), 4, 80, StandardCharsets.US_ASCII);

        assertThat(text).startsWith("bulla log head 1\nepoch 1\nrevision 0\nwriter " + WRITER + "\n");
    }

    @Test
    void noTwoOfALogAreTheSame() {
        assertThat(List.of(
                        full.encoded(),
                        full.renewed().encoded(),
                        full.renewed().renewed().encoded(),
                        full.released().encoded(),
                        full.ended(bytes("one")).encoded(),
                        full.ended(bytes("two")).encoded(),
                        full.takenBy(WRITER, full.lease()).encoded(),
                        empty.encoded()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (var head : List.of(full, full.ended(bytes("a checkpoint")))) {
            var right = head.encoded().toArray();
            for (var at = 0; at < right.length; at++) {
                var wrong = right.clone();
                wrong[at] ^= 1;
                assertThatThrownBy(() -> parse(Bytes.view(wrong)))
                        .as("byte %d", at)
                        .isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void everyMissingByteIsNoticed() {
        var right = full.ended(bytes("a checkpoint")).encoded();
        for (var end = 0; end < right.size(); end++) {
            var part = right.part(0, end);
            assertThatThrownBy(() -> parse(part)).isInstanceOf(MalformedException.class);
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }

    private Head parse(Bytes encoded) {
        return Head.parse(encoded, history.hasher);
    }
}
