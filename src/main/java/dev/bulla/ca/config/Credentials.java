/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Passwords that systemd hands over as files of a folder, each under the name of its setting ({@code LoadCredential}). */
final class Credentials {
    private static final String FOLDER = "CREDENTIALS_DIRECTORY";
    private static final int LONGEST = 1024;

    private final Path folder;
    private final Problems problems;

    private Credentials(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Those that are there. Files of other names are somebody else's. */
    static Map<Setting, Sources.Value> read(Map<String, String> environment, Problems problems) {
        var found = new EnumMap<Setting, Sources.Value>(Setting.class);
        var folder = environment.getOrDefault(FOLDER, "");
        if (!folder.isEmpty()) {
            var credentials = new Credentials(Path.of(folder), problems);
            Arrays.stream(Setting.values())
                    .filter(Setting::isSecret)
                    .forEach(setting -> credentials.find(setting).ifPresent(value -> found.put(setting, value)));
        }
        return found;
    }

    private Optional<Sources.Value> find(Setting setting) {
        var file = folder.resolve(setting.flag());
        return Files.exists(file)
                ? Optional.of(new Sources.Value(read(file), new Place(file.toString()), true, Sources.ListForm.BLANKS))
                : Optional.empty();
    }

    /** Without the end of line that editors put behind everything. */
    private String read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var content = stream.readNBytes(LONGEST + 1);
            if (content.length <= LONGEST) {
                return new String(content, StandardCharsets.UTF_8).strip();
            }
            problems.add(new Place(file.toString()), "holds more than " + LONGEST + " bytes: is it the password?");
        } catch (IOException e) {
            problems.add(new Place(file.toString()), "cannot be read: " + e.getMessage());
        }
        return "";
    }
}
