/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.store.s3.FakeStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A store of our own, as processes see it that write to it with a lease. */
record SeenStore(FakeStore store, Duration lease) {
    static final String PREFIX = "logs/";

    /** As a process sees it that nothing stops. */
    ObjectStore awake() {
        return by(new ReentrantLock());
    }

    /** As a process sees it that stops whenever somebody has the lock. */
    ObjectStore by(Lock sleep) {
        var credentials = new ObjectStore.Credentials(
                FakeStore.CREDENTIALS.keyId(), FakeStore.CREDENTIALS.secret(), Optional.empty());
        return new ObjectStore(
                new ObjectStore.Place(store.endpoint(), FakeStore.REGION, FakeStore.BUCKET, PREFIX),
                new ObjectStore.Entry(
                        () -> {
                            sleep.lock();
                            try {
                                return credentials;
                            } finally {
                                sleep.unlock();
                            }
                        },
                        Optional.empty()),
                new ObjectStore.Tempo(lease, Duration.ZERO));
    }
}
