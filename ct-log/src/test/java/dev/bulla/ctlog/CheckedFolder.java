/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A log in a folder, and the check that a test runs on it after every damage. */
record CheckedFolder(Path path, LogCheck.Options options) {

    /** A copy of the log that another implementation wrote. */
    static CheckedFolder recorded(Path path) throws IOException {
        copy(Path.of("src/test/resources/golden/tesseract"), path);
        return new CheckedFolder(path, checking(recordedKey()));
    }

    static LogKey recordedKey() {
        return LogKey.of(Golden.pem("tesseract/log-key.pem").getFirst(), LogInFolder.PROVIDER);
    }

    static LogCheck.Options checking(LogKey key) {
        return new LogCheck.Options(Optional.of(key), Optional.empty(), false, 1, 10, (_, _) -> {});
    }

    CheckedFolder withSignatures() {
        return new CheckedFolder(
                path,
                new LogCheck.Options(
                        options.key(), options.since(), true, options.threads(), options.most(), options.progress()));
    }

    CheckedFolder since(String checkpoint) {
        return new CheckedFolder(
                path,
                new LogCheck.Options(
                        options.key(),
                        Optional.of(checkpoint),
                        options.signatures(),
                        options.threads(),
                        options.most(),
                        options.progress()));
    }

    CheckReport check() throws CheckFailedException, InterruptedException {
        return new LogCheck(LogInFolder.PROVIDER, options).check(path);
    }

    List<DamagedFile> damaged() throws CheckFailedException, InterruptedException {
        return check().damaged();
    }

    /** What is found first when a file holds something else. The file gets its own content back. */
    DamagedFile firstDamagedWith(String file, UnaryOperator<byte[]> damage) throws Exception {
        var place = path.resolve(file);
        var content = Files.readAllBytes(place);
        Files.write(place, damage.apply(content.clone()));
        try {
            var damaged = damaged();
            assertThat(damaged).as(file).isNotEmpty();
            return damaged.getFirst();
        } finally {
            Files.write(place, content);
        }
    }

    List<String> files() throws IOException {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
