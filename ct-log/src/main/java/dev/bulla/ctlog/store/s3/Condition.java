/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.util.Map;

/** What must be so for a write to take place. */
sealed interface Condition {
    Condition NONE = new Nothing();
    Condition ABSENT = new Absent();

    /** The header that says so. */
    Map<String, String> header();

    /** Written whatever is there. */
    record Nothing() implements Condition {
        @Override
        public Map<String, String> header() {
            return Map.of();
        }
    }

    /** Nothing is there. */
    record Absent() implements Condition {
        @Override
        public Map<String, String> header() {
            return Map.of("if-none-match", "*");
        }
    }

    /** What is there has this tag. */
    record Matches(String tag) implements Condition {
        @Override
        public Map<String, String> header() {
            return Map.of("if-match", tag);
        }
    }
}
