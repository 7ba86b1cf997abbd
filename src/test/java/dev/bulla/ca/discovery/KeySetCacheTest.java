/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.token.DiscoveryDocument;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeySetCacheTest {
    private static final int ASKING = 16;

    /** Many rounds, since the moment in which one who asks might get the old keys is a few nanoseconds long. */
    @Test
    void givesTheNewerKeysToAllWhoAskAtOnce() throws Exception {
        for (var round = 0; round < 500; round++) {
            var fetches = new AtomicInteger();
            var cache = new KeySetCache(
                    () -> {
                        fetches.incrementAndGet();
                        return keySet();
                    },
                    new Cores(ASKING),
                    new TestClock());
            var old = cache.current();

            assertThat(allAtOnce(cache, old))
                    .as("round %d", round)
                    .doesNotContain(old)
                    .hasSize(ASKING);
            assertThat(fetches).hasValue(2);
        }
    }

    private static KeySet keySet() {
        var discovery = DiscoveryDocument.parse("""
                {"issuer": "https://issuer.example", "jwks_uri": "https://issuer.example/keys"}
                """.getBytes(UTF_8), "https://issuer.example");
        return new KeySetReader(Crypto.fastest()).read("{\"keys\": []}".getBytes(UTF_8), discovery);
    }

    /** They are let go when all of them stand at the door of the cache, which is as close together as they can come. */
    private static List<KeySet> allAtOnce(KeySetCache cache, KeySet old) throws InterruptedException {
        var given = new ConcurrentLinkedQueue<KeySet>();
        var asking = new ArrayList<Thread>();
        synchronized (cache) {
            for (var i = 0; i < ASKING; i++) {
                asking.add(Thread.ofPlatform().start(() -> given.add(cache.newerThan(old))));
            }
            for (var thread : asking) {
                while (thread.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
        }
        for (var thread : asking) {
            thread.join();
        }
        return List.copyOf(given);
    }
}
