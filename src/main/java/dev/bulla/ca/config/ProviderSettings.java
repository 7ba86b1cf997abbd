/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.HashMap;
import java.util.Map;

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

    /** The same wherever it stands. */
    public ProviderSettings withoutPlace() {
        var texts = new HashMap<String, Located>();
        extensions.forEach((key, text) -> texts.put(key, text.withoutPlace()));
        return new ProviderSettings(name, Place.NOWHERE, defaults, texts, subjectName.withoutPlace());
    }

    /** Wherever it stands, a copy of the same provider is no contradiction. */
    boolean saysTheSameAs(ProviderSettings other) {
        return withoutPlace().equals(other.withoutPlace());
    }

    /** A text and where it stands. */
    public record Located(Place place, String text) {

        Located withoutPlace() {
            return new Located(Place.NOWHERE, text);
        }
    }
}
