/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    @TempDir
    private Path folder;

    @Test
    void appendsToWhatIsThere() throws IOException {
        var path = Files.writeString(folder.resolve("audit.jsonl"), "before\n");

        try (var file = new AuditFile(path)) {
            file.append("one\n");
            file.append("two\n");
        }

        assertThat(path).hasContent("before\none\ntwo\n");
    }

    @Test
    void makesTheFolderItLiesIn() throws IOException {
        var path = folder.resolve("data/deeper/audit.jsonl");

        try (var file = new AuditFile(path)) {
            file.ready();
        }

        assertThat(path).exists();
    }

    @Test
    void goesOnInANewFileWhenTheOldOneWasMovedAway() throws Exception {
        var path = folder.resolve("audit.jsonl");
        try (var file = new AuditFile(path)) {
            file.append("old\n");
            Files.move(path, folder.resolve("audit.jsonl.1"));

            // The name is looked at once a second.
            for (int i = 0; i < 100 && !Files.exists(path); i++) {
                Thread.sleep(50);
                file.append("line\n");
            }
        }

        assertThat(path).content().startsWith("line\n");
        assertThat(folder.resolve("audit.jsonl.1")).content().startsWith("old\n");
    }

    @Test
    void recordsWhatAnInterruptedThreadHasToSayAndLeavesItInterrupted() throws IOException {
        var path = folder.resolve("audit.jsonl");
        try (var file = new AuditFile(path)) {
            Thread.currentThread().interrupt();
            file.append("cut off\n");
            assertThat(Thread.interrupted()).isTrue();
            file.append("next\n");
        }

        assertThat(path).hasContent("cut off\nnext\n");
    }

    @Test
    void tellsThatADiskIsFull() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a device that is always full");

        try (var file = new AuditFile(full)) {
            file.ready();
            assertThatThrownBy(() -> file.append("line\n")).isInstanceOf(IOException.class);
            assertThatThrownBy(file::ready).isInstanceOf(IOException.class);
        }
    }

    @Test
    void isReadyAgainWhenALineFitsAndLeavesNoTraceOfTrying() throws IOException {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a device that is always full");
        var path = Files.createSymbolicLink(folder.resolve("audit.jsonl"), full);

        try (var file = new AuditFile(path)) {
            assertThatThrownBy(() -> file.append("lost\n")).isInstanceOf(IOException.class);
            Files.delete(path);
            file.ready();
            file.append("kept\n");
        }

        assertThat(path).hasContent("kept\n");
    }

    @Test
    void keepsLinesWholeUnderManyWriters() throws Exception {
        var path = folder.resolve("audit.jsonl");
        try (var file = new AuditFile(path)) {
            var writers = IntStream.range(0, 50)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> {
                        for (int n = 0; n < 20; n++) {
                            try {
                                file.append(("w" + i % 10).repeat(500) + "\n");
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }
                    }))
                    .toList();
            for (var writer : writers) {
                writer.join();
            }
        }

        assertThat(Files.readAllLines(path)).hasSize(1000).allMatch(line -> line.matches("(w\\d)\\1{499}"));
    }
}
