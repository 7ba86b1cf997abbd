/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.trustroot.TrustDocuments;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The trust material that the server shows: what its data folder has, as of a second ago at most. A key that was replaced, a shard
 * that was made and a command that announced a key are seen without anybody being told.
 */
final class TrustPages implements Supplier<Map<String, Bytes>> {
    private static final Logger LOG = System.getLogger(TrustPages.class.getName());
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DataFolder folder;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Seen seen = new Seen(Map.of(), 0, false);

    private record Seen(Map<String, Bytes> pages, long at, boolean isRead) {}

    TrustPages(DataFolder folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
    }

    /** One reads at a time; the others have what was read before, once there is something. */
    @Override
    public Map<String, Bytes> get() {
        if (isFresh()) {
            return seen.pages();
        }
        if (seen.isRead() ? reading.tryLock() : locked()) {
            try {
                if (!isFresh()) {
                    seen = new Seen(read(), nanos.getAsLong(), true);
                }
            } finally {
                reading.unlock();
            }
        }
        return seen.pages();
    }

    private boolean isFresh() {
        return seen.isRead() && nanos.getAsLong() - seen.at() < FRESH_NANOS;
    }

    private boolean locked() {
        reading.lock();
        return true;
    }

    private Map<String, Bytes> read() {
        try {
            var world = ServedAddresses.read(folder).flatMap(ServedAddresses::world);
            return world.isPresent() ? TrustDocuments.read(folder, world.get()).files() : Map.of();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the trust material cannot be read, so what was shown before stays: {0}",
                    e.toString());
            return seen.pages();
        }
    }
}
