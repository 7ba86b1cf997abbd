/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears. */
final class RecordedEvents implements SequencerEvents {
    private final List<String> all = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private boolean isRude;

    /** From now on it throws. */
    synchronized void beRude() {
        isRude = true;
    }

    /** Without those of every batch and every export that went well. */
    synchronized List<String> all() {
        return List.copyOf(all);
    }

    /** How many entries each batch had that was not empty. */
    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public synchronized void committed(int entries, Timing timing) {
        if (entries > 0) {
            batches.add(entries);
        }
        if (isRude) {
            throw new IllegalStateException("told to throw");
        }
    }

    @Override
    public synchronized void stopped(Trouble why, String detail) {
        all.add("stopped " + why);
    }

    @Override
    public synchronized void resumed(Trouble wasWhy) {
        all.add("resumed " + wasWhy);
    }

    @Override
    public synchronized void orphaned(Place place) {
        all.add("orphaned " + place.index());
    }

    @Override
    public synchronized void exportFailed(String detail) {
        all.add("export failed");
    }

    @Override
    public synchronized void exported(long size) {
        if (isRude) {
            throw new IllegalStateException("told to throw");
        }
    }
}
