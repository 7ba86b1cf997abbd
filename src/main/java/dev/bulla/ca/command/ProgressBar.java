/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.LogCheck;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** How far a check is, in one line that is written over and over. There is one on a terminal only. */
final class ProgressBar implements LogCheck.Progress, AutoCloseable {
    private static final int WIDTH = 40;
    private static final int PERCENT = 100;
    private static final String CLEAR = "\r" + " ".repeat(WIDTH + 40) + "\r";

    private final PrintWriter out;
    private final boolean visible;
    private final AtomicInteger shown = new AtomicInteger(-1);

    ProgressBar(PrintWriter out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    /** There is no console where nobody sits at it; that there always is one was true of a few releases of the JDK. */
    @SuppressWarnings("SystemConsoleNull")
    static ProgressBar on(PrintWriter out) {
        var console = System.console();
        return new ProgressBar(out, console != null && console.isTerminal());
    }

    /** Draws when there is a percent more. */
    @Override
    public void checked(long entries, long all) {
        var percent = (int) (all == 0 ? PERCENT : entries * PERCENT / all);
        if (visible && shown.getAndAccumulate(percent, Math::max) < percent) {
            var filled = WIDTH * percent / PERCENT;
            out.print("\r[%s%s] %3d %% of %d entries"
                    .formatted("#".repeat(filled), " ".repeat(WIDTH - filled), percent, all));
            out.flush();
        }
    }

    /** Takes the line away: the report says it all. */
    @Override
    public void close() {
        if (visible) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
