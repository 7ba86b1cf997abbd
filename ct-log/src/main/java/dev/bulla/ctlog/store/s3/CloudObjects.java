/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.PublishedPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published files in the bucket, under the paths that they have below the log's address: whoever serves the bucket serves
 * the log.
 *
 * <p>What follows from the log alone is written on the condition that nothing is there, and what is there must be the same.
 * What changes is for the holder of the log to change.
 */
final class CloudObjects implements Objects {
    private static final int LARGEST = 64 << 20;
    private static final int REMEMBERED = 4096;

    private final StoreClient client;
    private final GuardedObject.Guard guard;
    private final Map<String, GuardedObject> guarded = new ConcurrentHashMap<>();

    /** What was written lately, since a log that rests offers the same tiles again and again. */
    private final Map<String, Hash> written = new Remembered<>();

    /** What was removed lately, for the same reason. */
    private final Map<String, Boolean> removed = new Remembered<>();

    /** The youngest of many facts. */
    private static final class Remembered<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** @param guard of what changes */
    CloudObjects(StoreClient client, GuardedObject.Guard guard) {
        this.client = client;
        this.guard = guard;
    }

    @Override
    public void put(List<Item> items) throws IOException {
        var writes = new ArrayList<Callable<String>>();
        for (var item : items) {
            var path = PublishedPath.checked(item.path());
            var hash = Hash.sha256(item.content().toArray());
            if (!isWritten(path, hash)) {
                writes.add(() -> {
                    client.putOnce(path, item.content());
                    remember(path, hash);
                    return path;
                });
            }
        }
        Parallel.all(writes);
    }

    @Override
    public void replace(Item item) throws IOException {
        guarded.computeIfAbsent(
                        PublishedPath.checked(item.path()),
                        path -> new GuardedObject(client, path, guard, Optional.empty()))
                .replace(item.content());
    }

    @Override
    public Optional<Bytes> get(String path) throws IOException {
        return client.get(PublishedPath.checked(path), LARGEST).map(StoredObject::content);
    }

    @Override
    public void remove(List<String> paths) throws IOException {
        var left = paths.stream()
                .map(PublishedPath::checked)
                .filter(path -> !isRemoved(path))
                .toList();
        var listings = new ArrayList<Callable<List<String>>>();
        left.forEach(path -> listings.add(() -> client.keys(path)));
        var keys = new ArrayList<String>();
        var found = Parallel.all(listings);
        for (var i = 0; i < left.size(); i++) {
            var path = left.get(i);
            found.get(i).stream()
                    .filter(key -> key.equals(path) || key.startsWith(path + "/"))
                    .forEach(keys::add);
        }
        forget(keys);
        client.deleteAll(keys);
        left.forEach(this::rememberRemoved);
    }

    private boolean isWritten(String path, Hash hash) {
        synchronized (written) {
            return hash.equals(written.get(path));
        }
    }

    private void remember(String path, Hash hash) {
        synchronized (written) {
            written.put(path, hash);
        }
        synchronized (removed) {
            removed.keySet().removeIf(it -> path.equals(it) || path.startsWith(it + "/"));
        }
    }

    private void forget(List<String> keys) {
        synchronized (written) {
            written.keySet().removeAll(keys);
        }
    }

    private boolean isRemoved(String path) {
        synchronized (removed) {
            return removed.containsKey(path);
        }
    }

    private void rememberRemoved(String path) {
        synchronized (removed) {
            removed.put(path, true);
        }
    }
}
