/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What Java learned in {@code bulla warm-up}, and the launcher hands over when it seems to fit. */
final class StartCache {
    /** Set by the launcher together with the cache. Java's own words about one that does not fit are for those who develop Java. */
    private static final String GIVEN = "bulla.start-cache";

    private static final String IN_USE = "sharing";

    private StartCache() {}

    static void tellIfUnused() {
        tellIfUnused(System.getProperty(GIVEN), System.getProperty("java.vm.info", ""), System.err);
    }

    static void tellIfUnused(@Nullable String given, String javaSays, PrintStream err) {
        if (given != null && !javaSays.contains(IN_USE)) {
            err.println("bulla: Java does not take " + given + " (other flags, a copied or a damaged file),"
                    + " so this start is slower; ./bulla warm-up makes it anew");
        }
    }
}
