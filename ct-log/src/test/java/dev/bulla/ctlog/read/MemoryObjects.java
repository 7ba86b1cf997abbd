/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Published files in memory. It counts what is read, and fails when told to. */
final class MemoryObjects implements Objects {
    private final Map<String, Bytes> files = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean broken;

    void breakDown() {
        broken = true;
    }

    int reads() {
        return reads.get();
    }

    @Override
    public void put(List<Item> items) {
        items.forEach(this::replace);
    }

    @Override
    public void replace(Item item) {
        files.put(item.path(), item.content());
    }

    @Override
    public Optional<Bytes> get(String path) throws IOException {
        if (broken) {
            throw new IOException("told to fail");
        }
        reads.incrementAndGet();
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public void remove(List<String> paths) {
        paths.forEach(files::remove);
    }
}
