/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of threats names tests; a test that was renamed or removed no longer shows anything. */
class ThreatTableTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Map<String, String> TESTS = tests();

    @ParameterizedTest
    @MethodSource("threats")
    void everyRowNamesTestsThatExist(String row) {
        var named = NAMED.matcher(row).results().toList();

        assertThat(named).as("the tests of %s", row).isNotEmpty();
        assertThat(named)
                .allSatisfy(test -> assertThat(TESTS.getOrDefault(test.group(1), ""))
                        .as("%s.%s", test.group(1), test.group(2))
                        .contains(" void " + test.group(2) + "("));
    }

    @Test
    void theTableIsThere() {
        assertThat(threats()).hasSizeGreaterThan(30);
    }

    static List<String> threats() {
        try {
            var page = Files.readString(Path.of("../SECURITY.md"));
            return page.substring(page.indexOf("## Threats"))
                    .lines()
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| who "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> tests() {
        return Stream.of("test/java", "../ct-log/src/test/java")
                .map(Path::of)
                .flatMap(ThreatTableTest::below)
                .filter(file -> file.toString().endsWith("Test.java"))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""),
                        ThreatTableTest::text,
                        (one, other) -> one.equals(other) ? one : one + other));
    }

    private static Stream<Path> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
