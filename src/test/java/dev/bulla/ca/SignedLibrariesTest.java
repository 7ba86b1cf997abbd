/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Java checks a signed library at each start and keeps none of its classes: the build takes the signatures off those that it names. */
class SignedLibrariesTest {

    @Test
    void theBuildNamesEachSignedLibrary() throws IOException {
        var build = Files.readString(Path.of("pom.xml"));
        var signed = signedLibraries();

        assertThat(signed).as("known to be signed").anyMatch(name -> name.startsWith("bcprov-jdk18on"));
        assertThat(signed).allSatisfy(name -> assertThat(build).contains("<unsign library=\"" + name + "-${"));
    }

    /** Without versions. */
    private static List<String> signedLibraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(SignedLibrariesTest::isSigned)
                .map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                .toList();
    }

    private static boolean isSigned(Path library) {
        if (!library.toString().endsWith(".jar")) {
            return false;
        }
        try (var jar = new JarFile(library.toFile(), false)) {
            return jar.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.SF"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
