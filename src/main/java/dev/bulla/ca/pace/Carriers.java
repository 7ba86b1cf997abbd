/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

/**
 * The system's threads that carry virtual ones: two for each core. While all cores sign, the second one serves what need not
 * compute. Many more would only take the cores from each other, which costs half of the certificates when thousands of
 * connections ask at once.
 */
public final class Carriers {
    static final String FLAG = "jdk.virtualThreadScheduler.parallelism";

    private static final int FOR_EACH_CORE = 2;

    private Carriers() {}

    /** Said before the first virtual thread begins, since it is read only once. What the operator says at launch goes first. */
    public static void set() {
        if (System.getProperty(FLAG) == null) {
            var carriers = FOR_EACH_CORE * Runtime.getRuntime().availableProcessors();
            System.setProperty(FLAG, Integer.toString(carriers));
        }
    }
}
