/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.List;
import java.util.SequencedMap;

/** A YAML value with its line, aliases resolved and merges done. Scalars are the text as written. */
sealed interface Yaml {

    int line();

    /** @param plain false if it was quoted, so that {@code "true"} is text and {@code true} is not */
    record Scalar(int line, String text, boolean plain) implements Yaml {

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    record Sequence(int line, List<Yaml> items) implements Yaml {}

    record Mapping(int line, SequencedMap<String, Entry> entries) implements Yaml {}

    /** @param line where the key stands */
    record Entry(int line, Yaml value) {}
}
