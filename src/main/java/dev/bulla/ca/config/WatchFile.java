/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the identities that are watched for in a log: under each kind a list of texts, or one. */
public final class WatchFile {
    private static final long LARGEST = 4 << 20;
    private static final int LONGEST = 1000;

    private final String file;
    private final Set<String> kinds;
    private final Problems problems;
    private final List<Watched> watched = new ArrayList<>();

    /** One identity as it is written. */
    public record Watched(String kind, String text) {}

    private WatchFile(String file, Set<String> kinds, Problems problems) {
        this.file = file;
        this.kinds = kinds;
        this.problems = problems;
    }

    /**
     * What a file says. Whatever is wrong with it is added to the problems.
     *
     * @param kinds those that there are
     */
    public static List<Watched> read(Path path, Set<String> kinds, Problems problems) {
        var reader = new WatchFile(path.toString(), kinds, problems);
        try {
            if (Files.size(path) > LARGEST) {
                problems.add(new Place(path.toString()), "is larger than 4 MiB and cannot be a list of identities");
            } else {
                reader.read(YamlReader.read(path.toString(), Files.readString(path), problems));
            }
        } catch (IOException e) {
            problems.add(new Place(path.toString()), "cannot be read: " + e);
        }
        return reader.watched;
    }

    private void read(Yaml root) {
        if (!(root instanceof Yaml.Mapping mapping)) {
            problems.add(Place.line(file, root.line()), "must be a mapping of kinds of identities to lists");
            return;
        }
        mapping.entries().forEach((kind, entry) -> {
            if (kinds.contains(kind)) {
                var texts = entry.value() instanceof Yaml.Sequence list ? list.items() : List.of(entry.value());
                texts.forEach(text -> add(kind, text));
            } else {
                problems.add(Place.line(file, entry.line()), "\"" + kind + "\" is none of " + String.join(", ", kinds));
            }
        });
    }

    private void add(String kind, Yaml text) {
        if (!(text instanceof Yaml.Scalar scalar) || scalar.text().isBlank()) {
            problems.add(Place.line(file, text.line()), "each " + kind + " must be a text");
        } else if (scalar.text().length() > LONGEST) {
            problems.add(Place.line(file, text.line()), "a text must have " + LONGEST + " characters at most");
        } else {
            watched.add(new Watched(kind, scalar.text()));
        }
    }
}
