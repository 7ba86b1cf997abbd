/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that an issuer configuration consists of, in the order in which they are read: by folder and name. */
final class TrustFolder {
    private static final List<String> PARTS = List.of("ci-providers", "issuers");
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    /** Enough for every issuer in a file of its own. A folder with more is another kind of folder. */
    private static final int MOST = 1000;

    private TrustFolder() {}

    /** The file itself; or of a folder those in its parts, or, if it has no parts, those in it. */
    static List<Path> files(Path path, Problems problems) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var parts = PARTS.stream().map(path::resolve).filter(Files::isDirectory).toList();
        var files = (parts.isEmpty() ? Stream.of(path) : parts.stream())
                .flatMap(folder -> in(folder, problems).stream())
                .toList();
        if (files.isEmpty()) {
            problems.add(new Place(path.toString()), "holds no .yaml or .json file, so nobody would be trusted");
        }
        return files;
    }

    /** Hidden files are not read: orchestrators keep older versions of mounted files under such names. */
    private static List<Path> in(Path folder, Problems problems) {
        try (var entries = Files.list(folder)) {
            var files = entries.filter(
                            file -> isConfiguration(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            if (files.size() > MOST) {
                problems.add(new Place(folder.toString()), "holds more than " + MOST + " files");
            }
            return files;
        } catch (IOException e) {
            problems.add(new Place(folder.toString()), "cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isConfiguration(String name) {
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
