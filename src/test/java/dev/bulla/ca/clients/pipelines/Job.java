/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.pipelines;

import java.util.List;
import java.util.Map;

/**
 * What an example lets a shell do in one place.
 *
 * @param name      of the example and in it
 * @param variables that the example sets
 * @param scripts   one after the other, each by a shell of its own
 */
record Job(String name, Map<String, String> variables, List<String> scripts) {
    boolean uses(String program) {
        return scripts.stream()
                .anyMatch(script -> script.startsWith(program + " ") || script.contains("\n" + program + " "));
    }

    @Override
    public String toString() {
        return name;
    }
}
