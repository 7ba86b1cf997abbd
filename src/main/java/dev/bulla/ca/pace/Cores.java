/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The right to compute: as many permits as there are cores, handed out in turn.
 *
 * <p>A walk computes inside {@link #compute}; whatever waits inside it says so with {@link #await}, which gives the permit
 * back for that long. Measured against a small pool of threads, this keeps probes fast under load and lets a thousand
 * requests wait for a slow log without slowing one that need not wait.
 */
public final class Cores {
    /** For a few walks that nobody waits for in vain. */
    private static final Duration AMPLE = Duration.ofHours(1);

    private final int count;
    private final Turns turns;
    private final String late;
    private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

    public Cores(int cores) {
        this(cores, AMPLE);
    }

    /** @param patience how long work may wait until it begins */
    public Cores(int cores, Duration patience) {
        this.count = cores;
        this.turns = new Turns(cores, patience);
        this.late = "no core came free within " + patience.toMillis() + " ms";
    }

    /** Runs the work with a permit, or refuses it if none came in time. Work inside work shares the permit it already has. */
    public <T> T compute(Supplier<T> work) {
        if (held.get()) {
            return work.get();
        }
        if (!turns.begin()) {
            throw new RefusedException(Refusal.OVERLOADED, late);
        }
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

    /** Whether work that came now would likely wait too long. */
    public boolean crowded() {
        return turns.tooManyWait();
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
