/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Published files in memory. They keep the contract, and fail where they are told to. */
final class FakeObjects implements Objects {
    private final List<String> order;
    private final Map<String, Bytes> files = new TreeMap<>();
    private int putsUntilFailure = Integer.MAX_VALUE;

    FakeObjects(List<String> order) {
        this.order = order;
    }

    /** Lets so many files be put, and then no more. */
    synchronized void failAfter(int puts) {
        putsUntilFailure = puts;
    }

    synchronized void mend() {
        putsUntilFailure = Integer.MAX_VALUE;
    }

    synchronized Map<String, Bytes> files() {
        return new TreeMap<>(files);
    }

    synchronized void overwrite(String path, byte[] content) {
        files.put(path, Bytes.view(content));
    }

    @Override
    public synchronized void put(List<Item> items) throws IOException {
        for (var item : items) {
            if (putsUntilFailure-- <= 0) {
                throw new IOException("told to fail");
            }
            var before = files.putIfAbsent(item.path(), item.content());
            if (before != null && !before.equals(item.content())) {
                throw new IOException(item.path() + " is there with other content");
            }
        }
        order.add("tiles");
    }

    @Override
    public synchronized void replace(Item item) throws IOException {
        if (putsUntilFailure-- <= 0) {
            throw new IOException("told to fail");
        }
        files.put(item.path(), item.content());
        order.add(item.path());
    }

    @Override
    public synchronized Optional<Bytes> get(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public synchronized void remove(List<String> paths) {
        paths.forEach(path -> files.keySet().removeIf(it -> it.equals(path) || it.startsWith(path + "/")));
        order.add("remove");
    }
}
