/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A place for a log in a store of our own, and those who write to it. Leases end when somebody waits for that. */
final class Cloud implements AutoCloseable {
    static final Duration LEASE = Duration.ofMinutes(1);

    final FakeStore store;
    final FakePace pace = new FakePace();
    final TreeHasher hasher = new TreeHasher(Security.getProvider("SUN"));
    final StoreClient client;
    final List<String> news = Collections.synchronizedList(new ArrayList<>());

    Cloud() throws IOException {
        this.store = FakeStore.start();
        this.client = store.client(pace, "log/");
    }

    /** Takes the log over. Nobody renews the head meanwhile, so a holder that did not give it back loses it. */
    CloudLog hold() throws IOException, OpenRefusedException {
        return CloudLog.take(client, hasher, terms());
    }

    CloudLog.Terms terms() {
        return new CloudLog.Terms(LEASE, Duration.ZERO, news::add);
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
