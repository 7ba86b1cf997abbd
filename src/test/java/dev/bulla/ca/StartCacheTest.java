/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartCacheTest {

    @Test
    void aStartWithoutOneIsSilent() {
        assertThat(told(null, "mixed mode, sharing")).isEmpty();
        assertThat(told(null, "mixed mode")).isEmpty();
    }

    @Test
    void oneInUseIsSilent() {
        assertThat(told("bulla.aot", "mixed mode, sharing")).isEmpty();
    }

    @Test
    void oneThatJavaDoesNotTakeIsToldInOneLine() {
        assertThat(told("bulla.aot", "mixed mode"))
                .hasLineCount(1)
                .contains("Java does not take bulla.aot")
                .contains("./bulla warm-up");
    }

    /** By what Java says of itself, which is what we go by: with the flags of the launcher it says nothing else. */
    @Test
    void aDamagedOneChangesNothingButTheStart(@TempDir Path folder) throws Exception {
        var damaged = Files.writeString(folder.resolve("bulla.aot"), "no cache");

        var output = java("-XX:AOTCache=" + damaged, "-Dbulla.start-cache=" + damaged);

        assertThat(output.lines())
                .hasSizeGreaterThan(1)
                .first()
                .asString()
                .startsWith("bulla: Java does not take " + damaged);
        assertThat(output).contains("gitVersion").doesNotContain("[error", "[warning");
    }

    private static String java(String... flags) throws Exception {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:aot*=off",
                "-Xlog:cds*=off"));
        words.addAll(List.of(flags));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.bulla.ca.Main", "version"));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String told(@Nullable String given, String javaSays) {
        var text = new ByteArrayOutputStream();
        StartCache.tellIfUnused(given, javaSays, new PrintStream(text, true, UTF_8));
        return text.toString(UTF_8);
    }
}
