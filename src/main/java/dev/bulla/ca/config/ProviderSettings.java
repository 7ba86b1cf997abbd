/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the claims of one CI provider become the content of a certificate. The templates are text here; they are compiled
 * where they are used, and what is wrong with them is told with these places.
 *
 * @param extensions template by the key of the extension, as the YAML form spells it
 */
public record ProviderSettings(
        String name, Place place, Map<String, String> defaults, Map<String, Located> extensions, Located subjectName) {

    public ProviderSettings {
        defaults = Map.copyOf(defaults);
        extensions = Map.copyOf(extensions);
    }

    /** Wherever it stands, a copy of the same provider is no contradiction. */
    boolean saysTheSameAs(ProviderSettings other) {
        return defaults.equals(other.defaults)
                && texts(extensions).equals(texts(other.extensions))
                && subjectName.text().equals(other.subjectName.text());
    }

    private static Map<String, String> texts(Map<String, Located> located) {
        return located.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** A text and where it stands. */
    public record Located(Place place, String text) {}
}
