/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Permits that go round in turn: first to those who come back to finish something, then to those who begin.
 *
 * <p>Who comes back holds all that it has made so far. Were it to queue behind those who begin, half of all requests would wait with
 * a half made certificate each. Who begins has made nothing yet. If its turn comes too late it is sent away: whoever asked has
 * likely given up, and work for nobody would make the next one too late as well.
 */
final class Turns {
    private final Queue<Waiter> comingBack = new ConcurrentLinkedQueue<>();
    private final Queue<Waiter> beginning = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toBegin = new AtomicInteger();
    private final Tempo tempo = new Tempo();
    private final AtomicInteger free;
    private final long patience;

    /** @param patience how long those who begin may wait */
    Turns(int permits, Duration patience) {
        this.free = new AtomicInteger(permits);
        this.patience = patience.toNanos();
    }

    /** Waits for a permit among those who begin. False if it came too late: then there is none. */
    boolean begin() {
        if (nobodyWaits() && takeFree()) {
            tempo.atOnce(System.nanoTime());
            return true;
        }
        toBegin.incrementAndGet();
        return await(new Waiter(), beginning);
    }

    /** Waits for a permit before all who begin, however long it takes. */
    void comeBack() {
        if (!(nobodyWaits() && takeFree())) {
            await(new Waiter(), comingBack);
        }
    }

    private boolean await(Waiter waiter, Queue<Waiter> queue) {
        queue.add(waiter);
        handOut();
        return waiter.await();
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
                next.tell(Told.GO);
            }
        }
    }

    private @Nullable Waiter next() {
        var back = comingBack.poll();
        return back == null ? nextToBegin() : back;
    }

    private @Nullable Waiter nextToBegin() {
        for (var next = beginning.poll(); next != null; next = beginning.poll()) {
            toBegin.decrementAndGet();
            var now = System.nanoTime();
            if (now - next.since <= patience) {
                tempo.afterWaiting(now, next.since);
                return next;
            }
            next.tell(Told.TOO_LATE);
        }
        return null;
    }

    private boolean nobodyWaits() {
        return comingBack.isEmpty() && beginning.isEmpty();
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

    /** Whether the turn of who begins now will likely come too late. */
    boolean tooManyWait() {
        return tempo.of(toBegin.get()) > patience;
    }

    int free() {
        return free.get();
    }

    int waiting() {
        return comingBack.size() + toBegin.get();
    }

    private enum Told {
        WAIT,
        GO,
        TOO_LATE
    }

    /** A thread in a queue. */
    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private final long since = System.nanoTime();
        private volatile Told told = Told.WAIT;

        void tell(Told what) {
            told = what;
            LockSupport.unpark(thread);
        }

        /** An interrupt is kept for later: a permit that was handed out must be taken, or it would be lost. */
        boolean await() {
            var interrupted = false;
            while (told == Told.WAIT) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
            return told == Told.GO;
        }
    }
}
