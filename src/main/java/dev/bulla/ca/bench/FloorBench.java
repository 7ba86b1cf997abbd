/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what no authority can leave out: the cryptography of one issuance, on one thread. What a server takes beyond
 * that is its own.
 */
public final class FloorBench {
    private static final int ROUNDS = 15;

    private final Duration time;
    private final Crypto crypto = Crypto.fastest();

    /** @param time for each operation, after as much again to warm up */
    public FloorBench(Duration time) {
        this.time = time;
    }

    public FloorReport run() {
        try {
            var operations = new FloorOperations(crypto);
            var profiles = new ArrayList<FloorReport.Profile>();
            for (var ca : FloorOperations.CaKey.values()) {
                profiles.add(new FloorReport.Profile(ca.name(), measured(operations.with(ca))));
            }
            return new FloorReport(crypto.name(), profiles, measured(new StampOperations(crypto).all()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what every issuance does cannot be done", e);
        }
    }

    private List<FloorReport.Line> measured(List<FloorOperations.Operation> operations)
            throws GeneralSecurityException {
        var lines = new ArrayList<FloorReport.Line>();
        for (var operation : operations) {
            lines.add(measured(operation));
        }
        return lines;
    }

    /** By the time of the thread on a processor, so that neighbours disturb less. */
    private FloorReport.Line measured(FloorOperations.Operation operation) throws GeneralSecurityException {
        var repeats = Math.max(1, repeatsIn(time, operation.work()) / ROUNDS);
        var micros = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var start = processorTime();
            for (var i = 0; i < repeats; i++) {
                once(operation.work());
            }
            micros[round] = (processorTime() - start) / 1e3 / repeats;
        }
        Arrays.sort(micros);
        return new FloorReport.Line(operation.name(), operation.times(), micros[0], micros[ROUNDS / 2]);
    }

    /** Warms up, and tells how often it goes into that time. */
    private static int repeatsIn(Duration time, FloorOperations.Work work) throws GeneralSecurityException {
        var end = System.nanoTime() + time.toNanos();
        var repeats = 0;
        while (System.nanoTime() < end) {
            once(work);
            repeats++;
        }
        return repeats;
    }

    private static void once(FloorOperations.Work work) throws GeneralSecurityException {
        if (!work.run()) {
            throw new GeneralSecurityException("it did not work");
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
