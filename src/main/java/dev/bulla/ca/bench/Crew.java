/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that do the same at the same time. */
public final class Crew {

    private Crew() {}

    /** What each of them does. */
    @FunctionalInterface
    public interface Work {
        void run(int worker) throws IOException, InterruptedException;
    }

    /** Returns when all have ended, with the first failure if there was one. */
    public static Optional<IOException> run(int workers, Work work) throws InterruptedException {
        var failure = new AtomicReference<@Nullable IOException>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < workers; i++) {
            var worker = i;
            threads.add(Thread.ofPlatform().name("bench-" + worker).start(() -> run(work, worker, failure)));
        }
        for (var thread : threads) {
            thread.join();
        }
        return Optional.ofNullable(failure.get());
    }

    private static void run(Work work, int worker, AtomicReference<@Nullable IOException> failure) {
        try {
            work.run(worker);
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new IOException("interrupted", e));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, new IOException("failed: " + e, e));
        }
    }
}
