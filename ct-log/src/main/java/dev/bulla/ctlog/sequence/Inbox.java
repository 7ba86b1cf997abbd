/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What was submitted and has no place yet, each submission once. Many threads fill it, one empties it. */
final class Inbox {
    private final int capacity;
    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentMap<Hash, Pending> byIdentity = new ConcurrentHashMap<>();
    private final AtomicBoolean isReaderAsleep = new AtomicBoolean();

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    /** Announces a draft: it itself, or an equal one that is on its way already and that one more now waits for. */
    Pending announce(Pending draft) {
        while (true) {
            var other = byIdentity.putIfAbsent(draft.draft().identity(), draft);
            if (other == null) {
                return draft;
            }
            if (other.join()) {
                return other;
            }
            forget(other);
        }
    }

    /** Lines up what was announced, unless too many wait. */
    boolean add(Pending pending, Thread reader) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(pending);
        wake(reader);
        return true;
    }

    void wake(Thread reader) {
        if (isReaderAsleep.get() && isReaderAsleep.compareAndSet(true, false)) {
            LockSupport.unpark(reader);
        }
    }

    /** Waits for a draft, but not longer than this. For the reader alone; it may come back for no reason. */
    void await(long nanos, Pace pace) {
        isReaderAsleep.set(true);
        if (queue.isEmpty()) {
            pace.park(nanos);
        }
        isReaderAsleep.set(false);
    }

    /** The next batch: what waits, in its order, without what was taken back. */
    List<Pending> cut(Limits limits) {
        var batch = new ArrayList<Pending>();
        var bytes = 0;
        while (batch.size() < limits.batchEntries() && bytes < limits.batchBytes()) {
            var next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.decrementAndGet();
            if (next.cut()) {
                batch.add(next);
                bytes += next.draft().size();
            } else {
                forget(next);
            }
        }
        return batch;
    }

    void forget(Pending pending) {
        byIdentity.remove(pending.draft().identity(), pending);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return waiting.get();
    }
}
