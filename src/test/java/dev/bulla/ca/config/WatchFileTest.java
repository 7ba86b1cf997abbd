/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchFileTest {
    private static final Set<String> KINDS = Set.of("email", "repository");

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void underEachKindStandsAListOrOneText() throws IOException {
        assertThat(read("repository:\n  - acme/app\n  - acme/lib*\nemail: ada@example.com\n"))
                .containsExactly(
                        new WatchFile.Watched("repository", "acme/app"),
                        new WatchFile.Watched("repository", "acme/lib*"),
                        new WatchFile.Watched("email", "ada@example.com"));
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void tenThousandAreNotTooMany() throws IOException {
        var list = IntStream.range(0, 10_000)
                .mapToObj(number -> "  - acme/app-" + number + "\n")
                .collect(Collectors.joining());

        assertThat(read("repository:\n" + list)).hasSize(10_000);
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    repo: [a]             | :1: "repo" is none of
                    email: [[a]]          | :1: each email must be a text
                    email: ['']           | :1: each email must be a text
                    [a, b]                | :1: must be a mapping
                    'email: ['            | is not YAML
                    """)
    void whatIsNotUnderstoodIsToldWithItsLine(String text, String problem) throws IOException {
        read(text);

        assertThat(problems.errors()).singleElement().asString().contains(problem);
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(WatchFile.read(folder.resolve("none"), KINDS, problems)).isEmpty();
        assertThat(problems.errors()).singleElement().asString().contains("cannot be read");
    }

    private List<WatchFile.Watched> read(String text) throws IOException {
        return WatchFile.read(Files.writeString(folder.resolve("watched.yaml"), text), KINDS, problems);
    }
}
