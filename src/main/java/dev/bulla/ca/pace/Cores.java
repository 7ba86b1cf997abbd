/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.util.function.Supplier;

/**
 * The right to compute: as many permits as there are cores, handed out in turn.
 *
 * <p>A walk computes inside {@link #compute}; whatever waits inside it says so with {@link #await}, which gives the permit
 * back for that long. Measured against a small pool of threads, this keeps probes fast under load and lets a thousand
 * requests wait for a slow log without slowing one that need not wait.
 */
public final class Cores {
    private final int count;
    private final Turns turns;
    private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

    public Cores(int cores) {
        this.count = cores;
        this.turns = new Turns(cores);
    }

    /** Runs the work with a permit. Work inside work shares the permit it already has. */
    public <T> T compute(Supplier<T> work) {
        if (held.get()) {
            return work.get();
        }
        turns.begin();
        held.set(true);
        try {
            return work.get();
        } finally {
            giveBack();
        }
    }

    /** Runs something that waits for the world, without a permit. Then it goes on before those who have not begun. */
    public <T> T await(Supplier<T> waiting) {
        if (!held.get()) {
            return waiting.get();
        }
        giveBack();
        try {
            return waiting.get();
        } finally {
            turns.comeBack();
            held.set(true);
        }
    }

    private void giveBack() {
        held.set(false);
        turns.giveBack();
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** How many of them compute now. */
    public int busy() {
        return count - turns.free();
    }

    /** Walks that want to compute and may not yet: the first sign of too much load. */
    public int waiting() {
        return turns.waiting();
    }
}
