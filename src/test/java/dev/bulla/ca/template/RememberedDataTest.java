/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RememberedDataTest {

    @Test
    void asksForEachValueOnce() {
        var asked = new Asked(new ArrayList<>());
        var template = Template.compile("{{.a}}{{.a}} {{range 3}}{{index $ \"b\"}}{{len $}}{{end}}");

        assertThat(template.fill(asked)).isEqualTo("aa b2b2b2");
        assertThat(asked.names()).containsExactly("a", "b", "all");
    }

    /** Values that are their own names. */
    private record Asked(List<String> names) implements Data {
        @Override
        public Optional<String> find(String name) {
            names.add(name);
            return Optional.of(name);
        }

        @Override
        public SortedMap<String, String> all() {
            names.add("all");
            return new TreeMap<>(Map.of("a", "a", "b", "b"));
        }
    }
}
