/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that a process was started with, to be held against what its file says later. None is taken over while it runs. */
public final class SettingsInUse {
    private final Program program;
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final Map<Setting, String> texts;

    /** To be made when the settings are read. */
    public SettingsInUse(
            Program program, Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        this.program = program;
        this.flags = Map.copyOf(flags);
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.texts = texts();
    }

    /** What another start would read otherwise, or what would keep it from starting; a sentence for each. */
    public List<String> news() {
        var problems = new Problems();
        if (program == Program.LOG) {
            SettingsReader.readLog(flags, environment, file, problems);
        } else {
            SettingsReader.read(flags, environment, file, problems);
        }
        if (!problems.errors().isEmpty()) {
            return problems.errors().stream()
                    .map(error -> error + "; the settings in use stay, but the next start would fail")
                    .toList();
        }
        var now = texts();
        return now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(texts.get(entry.getKey())))
                .map(entry -> news(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String news(Setting setting, String now) {
        return setting.isSecret()
                ? setting.flag() + " has changed, which counts from the next start on"
                : "%s is \"%s\" now, which counts from the next start on; \"%s\" is in use"
                        .formatted(setting.flag(), now, texts.get(setting));
    }

    private Map<Setting, String> texts() {
        // Whoever reads what they mean tells what is wrong with them.
        var problems = new Problems();
        var written =
                file.map(path -> SettingsFile.read(path, program, problems)).orElseGet(Map::of);
        var sources = Sources.of(program, flags, environment, written, problems);
        var texts = new EnumMap<Setting, String>(Setting.class);
        program.settings()
                .forEach(setting -> texts.put(setting, sources.of(setting).text()));
        return texts;
    }
}
