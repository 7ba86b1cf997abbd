/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The variables that one template knows at a place of its text. Each has a slot, and a name that comes again hides the other. */
final class Scope {
    private final List<String> names = new ArrayList<>(List.of(""));
    private int most = 1;

    int declare(String name) {
        names.add(name);
        most = Math.max(most, names.size());
        return names.size() - 1;
    }

    OptionalInt find(String name) {
        var slot = names.lastIndexOf(name);
        return slot < 0 ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    int mark() {
        return names.size();
    }

    /** Forgets what was declared since then. */
    void backTo(int mark) {
        names.subList(mark, names.size()).clear();
    }

    /** How many slots a filling needs. */
    int slots() {
        return most;
    }
}
