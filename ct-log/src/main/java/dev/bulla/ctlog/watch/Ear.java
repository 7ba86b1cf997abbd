/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import java.io.IOException;
import java.util.List;

/**
 * Is told what was found. What it was told it must have made its own, durably, when it returns: it is not told again. Whoever
 * falls in between is told a second time after the next start.
 */
@FunctionalInterface
public interface Ear {

    /**
     * Entries were verified, each of them once and in their order.
     *
     * @param at         the place behind them, which is kept when this returns
     * @param found      those that are watched for, in the order of the log
     * @param unreadable the places of those that nobody can read, in whose place any identity might stand
     */
    void told(Position at, List<Found> found, List<Long> unreadable) throws IOException;
}
