/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.util.Arrays;
import java.util.Set;

/** The original by its name: images of it have no entry point, so deployments begin their arguments with the program. */
final class OriginalProgram {
    private static final Set<String> NAMES = Set.of("fulcio", "fulcio-server");

    private OriginalProgram() {}

    /** What is left for us, who are the program. */
    static String[] dropped(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0])
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
    }
}
