/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.util.Map;

/** What a benchmark has measured. */
public interface BenchReport {

    /** For people. */
    String table();

    /** For programs, as JSON. */
    Map<String, Object> fields();
}
