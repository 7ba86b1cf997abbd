/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.io.IOException;
import java.time.Duration;

/** Renews the head when nobody else has changed it for a while, so that whoever waits for the log sees that we live. */
final class Beat implements AutoCloseable {
    /** How many times in a lease. */
    private static final int TIMES = 4;

    private final HeadCell cell;
    private final Pace pace;
    private final Duration interval;
    private final Thread thread;

    Beat(HeadCell cell, Pace pace, Duration lease) {
        this.cell = cell;
        this.pace = pace;
        this.interval = lease.dividedBy(TIMES);
        this.thread = Thread.ofPlatform().name("log-head").daemon().unstarted(this::run);
    }

    Beat start() {
        thread.start();
        return this;
    }

    /** Ends when the right to write is lost, or nobody knows: the next record finds that out, too. */
    private void run() {
        try {
            while (true) {
                Thread.sleep(interval);
                if (pace.nanos() - cell.changed() >= interval.toNanos()) {
                    renew();
                }
            }
        } catch (InterruptedException | OutcomeUnknownException _) {
            return;
        }
    }

    /** A head that could not be renewed now is renewed later, or taken by somebody else. */
    private void renew() throws OutcomeUnknownException {
        try {
            cell.change(Head::renewed);
        } catch (IOException _) {
            return;
        }
    }

    /** Waits for a renewal that is under way. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
