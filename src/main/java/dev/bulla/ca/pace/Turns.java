/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Permits that go round in turn: first to those who come back to finish something, then to those who begin.
 *
 * <p>Who comes back holds all that it has made so far. Were it to queue behind those who begin, half of all requests would wait with
 * a half made certificate each.
 */
final class Turns {
    private final Queue<Waiter> comingBack = new ConcurrentLinkedQueue<>();
    private final Queue<Waiter> beginning = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free;

    Turns(int permits) {
        this.free = new AtomicInteger(permits);
    }

    /** Waits for a permit among those who begin. */
    void begin() {
        take(beginning);
    }

    /** Waits for a permit before all who begin. */
    void comeBack() {
        take(comingBack);
    }

    private void take(Queue<Waiter> queue) {
        if (nobodyWaits() && takeFree()) {
            return;
        }
        var waiter = new Waiter(Thread.currentThread());
        queue.add(waiter);
        handOut();
        waiter.await();
    }

    void giveBack() {
        free.incrementAndGet();
        handOut();
    }

    /**
     * Who made a permit free or began to wait looks afterwards whether the one can have the other. So does who took a permit for somebody
     * that was served meanwhile, and gives it back: whoever came in between found none.
     */
    private void handOut() {
        while (!nobodyWaits() && takeFree()) {
            var next = next();
            if (next == null) {
                free.incrementAndGet();
            } else {
                next.grant();
            }
        }
    }

    private boolean nobodyWaits() {
        return comingBack.isEmpty() && beginning.isEmpty();
    }

    private @Nullable Waiter next() {
        var next = comingBack.poll();
        return next == null ? beginning.poll() : next;
    }

    private boolean takeFree() {
        var now = free.get();
        while (now > 0) {
            if (free.compareAndSet(now, now - 1)) {
                return true;
            }
            now = free.get();
        }
        return false;
    }

    int free() {
        return free.get();
    }

    int waiting() {
        return comingBack.size() + beginning.size();
    }

    /** A thread in a queue. */
    private static final class Waiter {
        private final Thread thread;
        private volatile boolean granted;

        Waiter(Thread thread) {
            this.thread = thread;
        }

        void grant() {
            granted = true;
            LockSupport.unpark(thread);
        }

        /** An interrupt is kept for later: a permit that was handed out must be taken, or it would be lost. */
        void await() {
            var interrupted = false;
            while (!granted) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }
    }
}
