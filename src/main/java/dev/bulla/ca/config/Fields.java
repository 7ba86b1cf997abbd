/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one object in a configuration file, under either of the two spellings the original knows: {@code client-id}
 * in YAML, {@code ClientID} in any case in JSON.
 */
final class Fields {
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");

    private final String file;
    private final Yaml.Mapping mapping;
    private final Map<String, String> jsonNames;
    private final Problems problems;
    private final Map<String, Yaml.Entry> byName = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** @param jsonNames the JSON spelling in lower case to the YAML spelling; empty unless the file is JSON */
    Fields(String file, Yaml.Mapping mapping, Map<String, String> jsonNames, Problems problems) {
        this.file = file;
        this.mapping = mapping;
        this.jsonNames = jsonNames;
        this.problems = problems;
        mapping.entries().forEach((key, entry) -> {
            if (byName.put(yamlName(key), entry) != null) {
                problems.add(place(entry.line()), "\"" + key + "\" is given twice, in two spellings");
            }
        });
    }

    private String yamlName(String key) {
        return jsonNames.getOrDefault(key.toLowerCase(Locale.ROOT), key);
    }

    Place place() {
        return place(mapping.line());
    }

    Place placeOf(String name) {
        var entry = byName.get(name);
        return entry == null ? place() : place(entry.line());
    }

    private Place place(int line) {
        return Place.line(file, line);
    }

    /** A text, or empty text where the field is missing or null. Any scalar is taken as it is written. */
    String text(String name) {
        return find(name).flatMap(entry -> scalar(name, entry)).orElse("");
    }

    private Optional<String> scalar(String name, Yaml.Entry entry) {
        if (entry.value() instanceof Yaml.Scalar scalar) {
            return scalar.isNull() ? Optional.of("") : Optional.of(scalar.text());
        }
        problems.add(place(entry.line()), "\"" + name + "\" must be text");
        return Optional.empty();
    }

    boolean flag(String name) {
        var entry = find(name);
        if (entry.isEmpty() || isNull(entry.get())) {
            return false;
        }
        if (entry.get().value() instanceof Yaml.Scalar scalar && scalar.plain()) {
            if (TRUE.contains(scalar.text())) {
                return true;
            }
            if (FALSE.contains(scalar.text())) {
                return false;
            }
        }
        problems.add(place(entry.get().line()), "\"" + name + "\" must be true or false, without quotes");
        return false;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The texts of a list; none where it is missing or null. One text alone is a list of one. */
    List<String> list(String name) {
        return find(name)
                .map(entry -> switch (entry.value()) {
                    case Yaml.Sequence sequence ->
                        sequence.items().stream()
                                .flatMap(item -> scalar(name, new Yaml.Entry(item.line(), item)).stream())
                                .toList();
                    case Yaml.Scalar scalar when scalar.isNull() -> List.<String>of();
                    case Yaml.Scalar scalar -> List.of(scalar.text());
                    case Yaml.Mapping mapping -> {
                        problems.add(place(entry.line()), "\"" + name + "\" must be a list");
                        yield List.<String>of();
                    }
                })
                .orElse(List.of());
    }

    /** The entries of an object, in the order of the file; none where it is missing or null. */
    Map<String, Yaml.Entry> object(String name) {
        var entry = find(name);
        if (entry.isEmpty() || isNull(entry.get())) {
            return Map.of();
        }
        if (entry.get().value() instanceof Yaml.Mapping object) {
            return object.entries();
        }
        problems.add(place(entry.get().line()), "\"" + name + "\" must be an object");
        return Map.of();
    }

    /** The items of a list, each with its line; none where it is missing or null. */
    List<Yaml.Entry> items(String name) {
        var entry = find(name);
        if (entry.isEmpty() || isNull(entry.get())) {
            return List.of();
        }
        if (entry.get().value() instanceof Yaml.Sequence list) {
            return list.items().stream()
                    .map(item -> new Yaml.Entry(item.line(), item))
                    .toList();
        }
        problems.add(place(entry.get().line()), "\"" + name + "\" must be a list");
        return List.of();
    }

    /** The texts of an object whose values are scalars. */
    Map<String, ProviderSettings.Located> texts(String name) {
        var texts = new LinkedHashMap<String, ProviderSettings.Located>();
        object(name)
                .forEach((key, entry) -> scalar(name + "." + key, entry)
                        .ifPresent(text -> texts.put(key, new ProviderSettings.Located(place(entry.line()), text))));
        return texts;
    }

    private static boolean isNull(Yaml.Entry entry) {
        return entry.value() instanceof Yaml.Scalar scalar && scalar.isNull();
    }

    Fields of(String what, Yaml.Entry entry, Map<String, String> names) {
        if (entry.value() instanceof Yaml.Mapping object) {
            return new Fields(file, object, names, problems);
        }
        problems.add(place(entry.line()), what + " must be an object");
        return new Fields(file, new Yaml.Mapping(entry.line(), new LinkedHashMap<>()), names, problems);
    }

    /** An object inside this one, in the same of the two spellings. */
    Fields nested(String what, Yaml.Entry entry, Map<String, String> names) {
        return of(what, entry, jsonNames.isEmpty() ? Map.of() : names);
    }

    /** Known, and of no effect here as in the original. */
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    /** To be called when everything was asked for: a misspelt key must not silently mean the default. */
    void onlyKnown() {
        byName.forEach((name, entry) -> {
            if (!asked.contains(name)) {
                problems.add(place(entry.line()), "\"" + name + "\" is not a setting here" + nearest(name));
            }
        });
    }

    private String nearest(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return asked.stream()
                .filter(known -> known.replace("-", "").equals(plain))
                .map(known -> "; did you mean \"" + known + "\"?")
                .findFirst()
                .orElse("");
    }

    private Optional<Yaml.Entry> find(String name) {
        asked.add(name);
        return Optional.ofNullable(byName.get(name));
    }
}
