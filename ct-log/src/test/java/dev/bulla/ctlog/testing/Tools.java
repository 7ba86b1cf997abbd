/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;

/** Programs of the system that a test cannot do without. Where the build is judged they must be there. */
public final class Tools {
    private Tools() {}

    /** Goes on if this command works here. */
    public static void require(List<String> command, String why) throws InterruptedException {
        if (!works(command)) {
            var missing = "'%s' does not work here: %s".formatted(String.join(" ", command), why);
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
