/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.ArrayList;
import java.util.List;

/** Everything wrong with a configuration, and what is merely suspicious. */
public final class Problems {
    /** Enough to mend a file by; a file with more mistakes than this is another kind of file. */
    private static final int MOST = 100;

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public void add(Place place, String what) {
        if (errors.size() < MOST) {
            errors.add(place + ": " + what);
        }
    }

    public void warn(Place place, String what) {
        if (warnings.size() < MOST) {
            warnings.add(place + ": " + what);
        }
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidSettingsException(errors);
        }
    }
}
