/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads files that are known to be wanted soon, several at once. For one thread that asks. */
final class ReadAhead implements LogSource, AutoCloseable {
    private final LogSource source;
    private final ExecutorService threads;
    private final Map<String, Future<Optional<Bytes>>> coming = new HashMap<>();

    ReadAhead(LogSource source, int threads) {
        this.source = source;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Begins to read. Each will be held in memory until it is asked for. */
    void expect(String path) {
        coming.computeIfAbsent(path, it -> threads.submit(() -> source.read(it)));
    }

    @Override
    public Optional<Bytes> read(String path) throws UnreadableException, InterruptedException {
        var expected = coming.remove(path);
        return expected == null ? source.read(path) : arrived(expected);
    }

    private static Optional<Bytes> arrived(Future<Optional<Bytes>> expected)
            throws UnreadableException, InterruptedException {
        try {
            return expected.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnreadableException unreadable -> throw unreadable;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException("a file could not be read", e);
            }
        }
    }

    @Override
    public List<String> list(String folder) throws UnreadableException {
        return source.list(folder);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
