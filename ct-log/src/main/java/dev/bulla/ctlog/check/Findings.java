/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The damaged files found so far, each once. For many threads. */
final class Findings {
    private final int most;
    private final Map<String, Finding> byFile = new ConcurrentHashMap<>();

    Findings(int most) {
        this.most = most;
    }

    void add(Finding finding) {
        byFile.merge(finding.file(), finding, Finding::with);
    }

    boolean has(String file) {
        return byFile.containsKey(file);
    }

    /** Whether a tile of hashes is damaged, so that those hashes must not be believed. */
    boolean hasHashTile() {
        return byFile.values().stream().anyMatch(finding -> finding.kind() == Finding.Kind.HASH_TILE);
    }

    /** Whether there are so many that looking for more helps nobody. */
    boolean areEnough() {
        return byFile.size() >= most;
    }

    List<Finding> sorted() {
        return byFile.values().stream().sorted(Finding.ORDER).toList();
    }
}
