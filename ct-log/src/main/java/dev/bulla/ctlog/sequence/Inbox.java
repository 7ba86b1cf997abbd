/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** What was submitted and has no place yet, each submission once. */
final class Inbox {
    private final BlockingQueue<Pending> queue;
    private final ConcurrentMap<Hash, Pending> byIdentity = new ConcurrentHashMap<>();

    Inbox(int size) {
        this.queue = new ArrayBlockingQueue<>(size);
    }

    /** The same submission, if it is on its way already. From now on one more waits for it. */
    Optional<Pending> join(Draft draft) {
        return Optional.ofNullable(byIdentity.get(draft.identity()))
                .filter(pending -> pending.draft().entry().equals(draft.entry()))
                .filter(Pending::join);
    }

    /** Takes a draft in. Empty if there is no room. */
    Optional<Pending> add(Draft draft) {
        var pending = new Pending(draft);
        // Two who come at the same moment become two entries, which is allowed and hardly ever happens.
        byIdentity.put(draft.identity(), pending);
        if (queue.offer(pending)) {
            return Optional.of(pending);
        }
        forget(pending);
        return Optional.empty();
    }

    /** Waits until something is there. True if it is. */
    boolean await(Duration patience, List<Pending> into) throws InterruptedException {
        var first = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return false;
        }
        into.add(first);
        return true;
    }

    /** Adds what else waits, in its order, until the batch is full. */
    void fill(List<Pending> batch, Limits limits) {
        var bytes = batch.stream().mapToInt(Inbox::size).sum();
        while (batch.size() < limits.batchEntries() && bytes < limits.batchBytes()) {
            var next = queue.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
            bytes += size(next);
        }
    }

    List<Pending> drain() {
        var all = new ArrayList<Pending>();
        queue.drainTo(all);
        return all;
    }

    void forget(Pending pending) {
        byIdentity.remove(pending.draft().identity(), pending);
    }

    int waiting() {
        return queue.size();
    }

    private static int size(Pending pending) {
        return pending.draft().size();
    }
}
