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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    private Path folder;

    @Test
    void linesAreAddedBehindThoseThatAreThere() throws IOException {
        var path = folder.resolve("events.jsonl");
        new LineFile(path).append(List.of("a", "b"));
        new LineFile(path).append(List.of("c"));

        assertThat(path).hasContent("a\nb\nc\n");
    }

    @Test
    void aLineThatWasCutOffDoesNotRunIntoTheNext() throws IOException {
        var path = Files.writeString(folder.resolve("events.jsonl"), "a\n{\"torn");

        new LineFile(path).append(List.of("b"));

        assertThat(Files.readAllLines(path)).containsExactly("a", "{\"torn", "b");
    }

    @Test
    void aFileThatWasTakenAwayIsBegunAnew() throws IOException {
        var file = new LineFile(folder.resolve("events.jsonl"));
        file.append(List.of("a"));
        Files.move(folder.resolve("events.jsonl"), folder.resolve("events.old"));

        file.append(List.of("b"));

        assertThat(folder.resolve("events.jsonl")).hasContent("b\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsNoPlaceForEvents() {
        assertThatThrownBy(() -> new LineFile(folder.resolve("no/such/file")).append(List.of("a")))
                .isInstanceOf(IOException.class);
    }
}
