/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far. A start that fails closes it again, so that the next one finds ports and log free. */
final class Opened {
    private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T opened) {
        latestFirst.push(opened);
        return opened;
    }

    /** Closes all of it because of the failure, which stays the one that is told. */
    void closeAfter(Throwable failure) {
        for (var opened : latestFirst) {
            try {
                opened.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
