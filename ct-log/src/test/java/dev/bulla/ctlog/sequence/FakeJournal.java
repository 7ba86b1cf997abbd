/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A journal in memory that keeps its contract, and fails or hangs where it is told to. */
final class FakeJournal implements Journal {
    private final List<String> order;
    private final List<EncodedBatch> batches = new ArrayList<>();
    private boolean isFull;
    private boolean isInDoubt;
    private boolean keepsInDoubt;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile CountDownLatch reached = new CountDownLatch(0);

    FakeJournal(List<String> order) {
        this.order = order;
    }

    synchronized void fill() {
        isFull = true;
    }

    synchronized void makeRoom() {
        isFull = false;
    }

    /** From now on nobody learns whether a batch was written. */
    synchronized void breakSync(boolean isWritten) {
        isInDoubt = true;
        keepsInDoubt = isWritten;
    }

    /** Lets the next append hang until it is released. */
    void hold() {
        held = new CountDownLatch(1);
        reached = new CountDownLatch(1);
    }

    void awaitHeld() throws InterruptedException {
        reached.await();
    }

    void release() {
        held.countDown();
    }

    synchronized List<EncodedBatch> batches() {
        return List.copyOf(batches);
    }

    @Override
    public void append(EncodedBatch batch) throws StoreFullException, OutcomeUnknownException {
        reached.countDown();
        await(held);
        synchronized (this) {
            if (isFull) {
                throw new StoreFullException("told to be full");
            }
            if (isInDoubt) {
                if (keepsInDoubt) {
                    batches.add(batch);
                    keepsInDoubt = false;
                }
                throw new OutcomeUnknownException("told to fail", new IOException("no sync"));
            }
            batches.add(batch);
            order.add("record");
        }
    }

    @Override
    public void forget(Base upTo) {
        order.add("forget");
    }

    @Override
    public synchronized long bytes() {
        return batches.size();
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the sequencer is never interrupted", e);
        }
    }
}
