/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Values that are asked for once, however often a template does: a list of thousands of numbers takes its time to become text. */
final class RememberedData implements Data {
    private final Data data;
    private final Map<String, Optional<String>> found = new HashMap<>();
    private @Nullable SortedMap<String, String> all;

    RememberedData(Data data) {
        this.data = data;
    }

    @Override
    public Optional<String> find(String name) {
        return found.computeIfAbsent(name, data::find);
    }

    @Override
    public SortedMap<String, String> all() {
        if (all == null) {
            all = data.all();
        }
        return all;
    }
}
