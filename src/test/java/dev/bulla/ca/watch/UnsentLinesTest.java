/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsentLinesTest {
    @TempDir
    private Path folder;

    @Test
    void linesComeOutInTheirOrderAndOnce() throws IOException {
        var lines = UnsentLines.in(folder);
        lines.append(List.of("a", "b", "ü"));

        var first = lines.next(2);
        lines.sent(first);
        var second = lines.next(2);

        assertThat(first.lines()).containsExactly("a", "b");
        assertThat(second.lines()).containsExactly("ü");
        lines.sent(second);
        assertThat(lines.isEmpty()).isTrue();
    }

    @Test
    void aRestartGoesOnBehindWhatWasSent() throws IOException {
        var before = UnsentLines.in(folder);
        before.append(List.of("a", "b", "c"));
        before.sent(before.next(1));

        assertThat(UnsentLines.in(folder).next(9).lines()).containsExactly("b", "c");
    }

    @Test
    void aLineThatWasCutOffIsLeftToWhoeverWritesItAgain() throws IOException {
        UnsentLines.in(folder).append(List.of("a", "b"));
        Files.writeString(folder.resolve("unsent.jsonl"), "{\"torn", StandardOpenOption.APPEND);

        var after = UnsentLines.in(folder);
        after.append(List.of("c"));

        assertThat(after.next(9).lines()).containsExactly("a", "b", "c");
    }

    /** The process ended after the file was emptied and before the mark was: the old mark must not hide new lines. */
    @Test
    void anOldMarkDoesNotHideNewLines() throws IOException {
        var before = UnsentLines.in(folder);
        before.append(List.of("aaaa", "b"));
        before.sent(before.next(1));
        Files.writeString(folder.resolve("unsent.jsonl"), "");

        UnsentLines.in(folder).append(List.of("c", "d", "e", "f"));

        assertThat(UnsentLines.in(folder).next(9).lines()).containsExactly("c", "d", "e", "f");
    }

    @Test
    void aMarkThatCannotBeWrittenHidesNoLineThatComesLater() throws IOException {
        var mark = folder.resolve("unsent.mark");
        var before = UnsentLines.in(folder);
        before.append(List.of("a", "b"));
        before.sent(before.next(1));
        var last = before.next(1);
        var old = Files.readString(mark);
        Files.delete(mark);
        Files.createDirectories(mark.resolve("in the way"));

        assertThatThrownBy(() -> before.sent(last)).isInstanceOf(IOException.class);
        before.append(List.of("c", "d"));
        Files.delete(mark.resolve("in the way"));
        Files.delete(mark);
        Files.writeString(mark, old);

        assertThat(UnsentLines.in(folder).next(9).lines()).endsWith("c", "d");
    }

    @Test
    void aMarkThatSaysNothingHasAllSentAgain() throws IOException {
        var before = UnsentLines.in(folder);
        before.append(List.of("a", "b"));
        before.sent(before.next(1));
        Files.writeString(folder.resolve("unsent.mark"), "garbage");

        assertThat(UnsentLines.in(folder).next(9).lines()).containsExactly("a", "b");
    }

    @Test
    void overManyLivesEachLineIsSentAtLeastOnceAndInOrder() throws IOException {
        for (var seed = 0; seed < 20; seed++) {
            var own = Files.createDirectory(folder.resolve("seed-" + seed));
            var random = new Random(seed);
            var arrived = new ArrayList<Integer>();
            var written = 0;
            for (var life = 0; life < 15; life++) {
                var lines = UnsentLines.in(own);
                for (var step = random.nextInt(4); step >= 0; step--) {
                    var next = written + random.nextInt(30);
                    if (next > written) {
                        lines.append(IntStream.range(written, next)
                                .mapToObj(Integer::toString)
                                .toList());
                    }
                    written = next;
                    if (!lines.isEmpty()) {
                        var batch = lines.next(1 + random.nextInt(20));
                        batch.lines().forEach(line -> arrived.add(Integer.valueOf(line)));
                        if (random.nextInt(4) > 0) {
                            lines.sent(batch);
                        }
                    }
                }
            }
            var lines = UnsentLines.in(own);
            while (!lines.isEmpty()) {
                var batch = lines.next(7);
                batch.lines().forEach(line -> arrived.add(Integer.valueOf(line)));
                lines.sent(batch);
            }
            var seen = new TreeSet<Integer>();
            assertThat(arrived.stream().filter(seen::add))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            IntStream.range(0, written).boxed().toList());
        }
    }
}
