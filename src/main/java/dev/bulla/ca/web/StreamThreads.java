/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads of a server, on which a connection runs its streams in its own way. They are not the connection's to stop. */
final class StreamThreads extends AbstractExecutorService {
    private final ExecutorService threads;
    private final Consumer<Runnable> way;

    StreamThreads(ExecutorService threads, Consumer<Runnable> way) {
        this.threads = threads;
        this.way = way;
    }

    @Override
    public void execute(Runnable stream) {
        threads.execute(() -> way.accept(stream));
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("the server stops its threads");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("the server stops its threads");
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
