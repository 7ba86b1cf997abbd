/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.NotLoggedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is refused finds the word for it in the table that explains them. */
class RefusalWordsTest {
    private static final Path TABLE = Path.of(System.getProperty("bulla.root", ".."), "deploy/README.md");

    static Stream<String> words() {
        var refused = Arrays.stream(RefusedSubmissionException.Reason.values()).map(it -> it.word());
        var notLogged = Arrays.stream(NotLoggedException.Reason.values())
                .filter(reason -> reason != NotLoggedException.Reason.REFUSED)
                .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var before = Stream.of(
                "malformed-body", "wrong-method", "body-too-large", "too-many-submissions", "overloaded", "failed");
        return Stream.of(refused, notLogged, before).flatMap(it -> it);
    }

    @ParameterizedTest
    @MethodSource("words")
    void isExplained(String word) throws IOException {
        assertThat(Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| 4") || line.startsWith("| 5")))
                .anyMatch(line -> line.contains("`" + word + "`"));
    }
}
