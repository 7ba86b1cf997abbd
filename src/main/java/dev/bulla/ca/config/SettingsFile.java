/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file of {@code --config}: settings under the names of their flags, as YAML, JSON or lines of {@code name=value}.
 *
 * <p>The original also knows TOML. For flat keys a YAML file differs from it in one character a line, so the refusal says
 * so instead of a further library being brought in.
 */
final class SettingsFile {
    private static final Set<String> YAML = Set.of("yaml", "yml", "json");
    private static final Set<String> LINES = Set.of("env", "dotenv");
    private static final int LARGEST = 1024 * 1024;

    private final Path path;
    private final Program program;
    private final Problems problems;
    private final Map<String, Sources.Value> values = new LinkedHashMap<>();

    private SettingsFile(Path path, Program program, Problems problems) {
        this.path = path;
        this.program = program;
        this.problems = problems;
    }

    /** What the file sets, by flag name in lower case. */
    static Map<String, Sources.Value> read(Path path, Program program, Problems problems) {
        var file = new SettingsFile(path, program, problems);
        file.read();
        return file.values;
    }

    private void read() {
        var name = String.valueOf(path.getFileName());
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!YAML.contains(extension) && !LINES.contains(extension)) {
            problems.add(
                    new Place(path.toString()),
                    "config file must have one of the following extensions: json, yaml," + " yml, dotenv, env"
                            + (extension.equals("toml") ? " (write \"name: value\" into a .yaml file)" : ""));
            return;
        }
        try {
            if (Files.size(path) > LARGEST) {
                problems.add(new Place(path.toString()), "is larger than 1 MiB and cannot be a settings file");
            } else if (LINES.contains(extension)) {
                lines(Files.readAllLines(path));
            } else {
                tree(Files.readString(path));
            }
        } catch (IOException e) {
            problems.add(new Place(path.toString()), "unable to stat config file provided: " + e.getMessage());
        }
    }

    private void tree(String text) {
        var root = YamlReader.read(path.toString(), text, problems);
        if (root instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> put(key, entry));
        } else if (!(root instanceof Yaml.Scalar scalar && scalar.isNull())) {
            problems.add(Place.line(path.toString(), root.line()), "must be a mapping of setting names to values");
        }
    }

    private void put(String key, Yaml.Entry entry) {
        var place = Place.line(path.toString(), entry.line());
        switch (entry.value()) {
            // A key without a value leaves the setting unset; "" sets it to nothing.
            case Yaml.Scalar scalar when scalar.isNull() -> put(key, "", place, false);
            case Yaml.Scalar scalar -> put(key, scalar.text(), place, true);
            case Yaml.Sequence list -> put(key, joined(list, place), place, true);
            case Yaml.Mapping nested -> nested.entries().forEach((inner, value) -> put(key + "." + inner, value));
        }
    }

    private String joined(Yaml.Sequence list, Place place) {
        var words = list.items().stream()
                .map(item -> item instanceof Yaml.Scalar scalar ? scalar.text() : "")
                .toList();
        if (words.contains("")) {
            problems.add(place, "the list may hold words only");
        }
        return String.join(" ", words);
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            var place = Place.line(path.toString(), i + 1);
            var equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (equals < 1) {
                problems.add(place, "must be name=value");
            } else {
                put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()),
                        place,
                        true);
            }
        }
    }

    private static String unquoted(String text) {
        var quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted && text.charAt(0) == text.charAt(text.length() - 1) ? text.substring(1, text.length() - 1) : text;
    }

    private void put(String key, String text, Place place, boolean given) {
        var name = key.toLowerCase(Locale.ROOT);
        if (!known().contains(name)) {
            problems.add(place, "\"" + key + "\" is not a setting");
        } else if (values.containsKey(name)) {
            problems.add(place, "\"" + key + "\" is set twice");
        } else if (given) {
            values.put(name, new Sources.Value(text, place, true, Sources.ListForm.BLANKS));
        }
    }

    private Set<String> known() {
        var known = new HashMap<String, String>(NotHere.FLAGS);
        program.settings().forEach(s -> known.put(s.flag(), ""));
        return known.keySet().stream()
                .map(flag -> flag.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
