/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Makes many requests at once, since each of them mostly waits. */
final class Parallel {
    private static final int AT_ONCE = 16;

    private Parallel() {}

    /** The results in their order, when all tasks have ended; or the first failure. */
    static <T> List<T> all(List<Callable<T>> tasks) throws IOException {
        try (var threads = Executors.newFixedThreadPool(
                Math.clamp(tasks.size(), 1, AT_ONCE), Thread.ofVirtual().factory())) {
            var results = new ArrayList<T>();
            for (var task : threads.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
