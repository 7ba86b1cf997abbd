/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The records by their numbers, each copied from the head before the next one takes its place there. Copying goes on in the
 * background, since nobody waits for it but the record after.
 *
 * <p>Only what the head held is ever copied. So a copy that arrives late, from a process that has lost the log, holds what is
 * there already, or what everybody is done with.
 */
final class Copies {
    private static final String FOLDER = "wal";
    private static final String NUMBER = "%015d";

    private final StoreClient client;
    private final NavigableMap<Long, Integer> kept = new TreeMap<>();
    private Optional<EncodedBatch> newest = Optional.empty();
    private Optional<FutureTask<EncodedBatch>> running = Optional.empty();

    Copies(StoreClient client) {
        this.client = client.below(FOLDER);
    }

    /** Begins to copy a record. The one before it must be copied. */
    void begin(EncodedBatch batch) {
        var task = new FutureTask<>(() -> copied(batch));
        newest = Optional.of(batch);
        running = Optional.of(task);
        Thread.ofVirtual().name("log-copy").start(task);
    }

    /** Returns when the record that was begun with last is copied; tries it again if that had failed. */
    void complete() throws IOException {
        if (newest.isEmpty()) {
            return;
        }
        var batch = newest.get();
        if (!isCopied()) {
            copied(batch);
        }
        synchronized (kept) {
            kept.put(batch.record().sequence(), batch.encoded().size());
        }
        newest = Optional.empty();
    }

    private boolean isCopied() {
        var task = running;
        running = Optional.empty();
        var wasInterrupted = false;
        try {
            while (task.isPresent()) {
                try {
                    task.get().get();
                    return true;
                } catch (InterruptedException _) {
                    wasInterrupted = true;
                } catch (ExecutionException _) {
                    return false;
                }
            }
            return false;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EncodedBatch copied(EncodedBatch batch) throws IOException {
        client.putOnce(key(batch.record().sequence()), batch.encoded());
        return batch;
    }

    /** The record with this number, as it was found. */
    Optional<Bytes> read(long sequence) throws StoreException {
        return client.get(key(sequence), EncodedBatch.LARGEST).map(StoredObject::content);
    }

    /** What was found under this number must be a record. */
    EncodedBatch parsed(long sequence, Optional<Bytes> found, TreeHasher hasher) throws OpenRefusedException {
        try {
            return EncodedBatch.parse(found.orElseThrow(() -> new MalformedException("is missing")), hasher);
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "%s%s: %s; restore it from an earlier version, if the store keeps them"
                            .formatted(client.bucket().prefix(), key(sequence), e.getMessage()),
                    e);
        }
    }

    /** Learns what is there when a log is opened. What the base covers an earlier process did not come to remove. */
    void look() throws StoreException {
        for (var name : client.keys("")) {
            if (name.matches("[0-9]{15}")) {
                keep(Long.parseLong(name));
            }
        }
    }

    private void keep(long sequence) {
        synchronized (kept) {
            kept.put(sequence, 0);
        }
    }

    /** Removes the records up to this one. What cannot be removed now is left to the next call. */
    void forget(long sequence) {
        try {
            var done = kept(sequence);
            client.deleteAll(done.keySet().stream().map(Copies::key).toList());
            synchronized (kept) {
                kept.keySet().removeAll(done.keySet());
            }
        } catch (IOException _) {
            return;
        }
    }

    private NavigableMap<Long, Integer> kept(long sequence) {
        synchronized (kept) {
            return new TreeMap<>(kept.headMap(sequence, true));
        }
    }

    long bytes() {
        synchronized (kept) {
            return kept.values().stream().mapToLong(Integer::longValue).sum();
        }
    }

    private static String key(long sequence) {
        return NUMBER.formatted(sequence);
    }
}
