/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.pace.Allowance;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.testing.Eventually;
import dev.bulla.ca.testing.TestClock;
import dev.bulla.ca.testing.TestTerms;
import dev.bulla.ca.token.DiscoveryDocument;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many rounds where threads race, since the moment in which one of them could come between is very short. */
class KeySetCacheTest {
    private static final int ASKING = 16;
    private static final int ROUNDS = 200;

    private final TestClock clock = new TestClock();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    @Test
    void givesTheNewerKeysToAllWhoAskAtOnce() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var cache = cache();
            var old = cache.current();

            for (var asked : allAtOnce(cache, () -> cache.newerThan(old))) {
                assertThat(asked.get()).as("round %d", round).isNotSameAs(old);
            }
            assertThat(fetches.getAndSet(0)).isEqualTo(2);
        }
    }

    @Test
    void asksADeadIssuerForNewerKeysOnceHoweverManyWantThem() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            dead.set(false);
            var cache = cache();
            var old = cache.current();
            dead.set(true);

            for (var asked : allAtOnce(cache, () -> cache.newerThan(old))) {
                assertThatThrownBy(asked::get).hasCauseInstanceOf(UnavailableException.class);
            }
            assertThat(fetches.getAndSet(0)).as("round %d", round).isEqualTo(2);
        }
    }

    @Test
    void asksADeadIssuerOnceHoweverManyHaveOldKeys() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            dead.set(false);
            var cache = cache();
            var old = cache.current();
            dead.set(true);
            clock.forward(CacheHeaders.LONGEST);

            for (var asked : allAtOnce(cache, cache::current)) {
                assertThat(asked.get()).isSameAs(old);
            }
            assertThat(fetches.getAndSet(0)).as("round %d", round).isEqualTo(2);
        }
    }

    @Test
    void asksOnceInTheBackgroundHoweverManySeeKeysThatAgeSoon() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var cache = cache();
            var old = cache.current();
            clock.forward(Duration.ofMinutes(45));

            for (var asked : allAtOnce(cache, cache::current)) {
                assertThat(asked.get()).as("round %d", round).isNotNull();
            }
            Eventually.holds(() -> cache.current() != old);
            assertThat(fetches.getAndSet(0)).as("round %d", round).isEqualTo(2);
        }
    }

    @Test
    void asksADeadIssuerWithoutKeysOnceHoweverManyNeedThem() throws Exception {
        dead.set(true);
        for (var round = 0; round < ROUNDS; round++) {
            var cache = cache();

            for (var asked : allAtOnce(cache, cache::current)) {
                assertThatThrownBy(asked::get).hasCauseInstanceOf(UnavailableException.class);
            }
            assertThat(fetches.getAndSet(0)).as("round %d", round).isOne();
        }
    }

    @Test
    void givesNobodyMoreRefreshesThanThereAreHoweverManyRace() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var cache = cache();
            cache.current();

            for (var asked : allAtOnce(cache, () -> refreshedTwice(cache))) {
                asked.get();
            }
            assertThat(fetches.getAndSet(0)).as("round %d", round).isBetween(3, 1 + KeySetCache.REFRESHES);
        }
    }

    private static KeySet refreshedTwice(KeySetCache cache) {
        try {
            return cache.newerThan(cache.newerThan(cache.current()));
        } catch (UnavailableException e) {
            return cache.current();
        }
    }

    @Test
    void pausesFromTheEndOfAFetchThatFailedSlowly() {
        var cache = cache(() -> {
            fetches.incrementAndGet();
            clock.forward(Duration.ofSeconds(9));
            throw new UnavailableException(Backend.ISSUER, "slow to fail", null);
        });
        assertThatThrownBy(cache::current).isInstanceOf(UnavailableException.class);

        clock.forward(Duration.ofMillis(999));
        assertThatThrownBy(cache::current).hasMessageContaining("just failed: slow to fail");
        assertThat(fetches).hasValue(1);

        clock.forward(Duration.ofMillis(1));
        assertThatThrownBy(cache::current).hasMessage("slow to fail");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void believesKeysForTheLifetimeThatAnOperatorGaveThem() {
        var cache = new KeySetCache(this::fetch, terms(Duration.ofHours(2), 4));
        cache.current();
        dead.set(true);

        clock.forward(Duration.ofHours(2).minusNanos(1));
        cache.current();
        clock.forward(Duration.ofMinutes(1));

        assertThatThrownBy(cache::current).isInstanceOf(UnavailableException.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void sendsAwayWhoFindsNoPlaceToWait() throws Exception {
        var arrival = new CompletableFuture<FetchedKeys>();
        var terms = terms(Duration.ofHours(24), 2);
        var cache = new KeySetCache(arrival::join, terms);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(cache::current);
            var second = threads.submit(cache::current);
            Eventually.holds(() -> terms.room().waiting() == 2);

            assertThatThrownBy(cache::current).hasMessageContaining("2 requests wait");

            arrival.complete(fetched());
            assertThat(first.get()).isSameAs(second.get());
            assertThat(terms.room().waiting()).isZero();
        }
    }

    @Test
    void asksNoMoreIssuersThatItHasNoKeysOfThanTheTermsAllow() {
        var terms = terms(Duration.ofHours(24), 4, 2);
        new KeySetCache(this::fetch, terms).current();
        new KeySetCache(this::fetch, terms).current();

        var third = new KeySetCache(this::fetch, terms);

        assertThatThrownBy(third::current).isInstanceOf(UnavailableException.class);
        clock.forward(Duration.ofSeconds(1));
        assertThat(third.current()).isNotNull();
    }

    @Test
    void tendsToKeysThatNeedItAndToNoOthers() {
        var cache = cache();
        cache.tend();
        assertThat(fetches).hasValue(1);
        var first = cache.current();
        cache.tend();
        clock.forward(Duration.ofMinutes(45));
        assertThat(fetches).hasValue(1);

        cache.tend();

        assertThat(cache.current()).isNotSameAs(first);
        assertThat(fetches).hasValue(2);
    }

    /** Between two looks of one request, at the clock and at the keys, another may bring newer keys. */
    @Test
    void takesKeysThatJustCameForFresh() {
        var meanwhile = new AtomicReference<Runnable>(() -> {});
        var cache = new KeySetCache(this::fetch, TestTerms.with(new Cores(1), () -> {
            var now = clock.instant();
            meanwhile.getAndSet(() -> {}).run();
            return now;
        }));
        var old = cache.current();

        meanwhile.set(() -> {
            clock.forward(Duration.ofSeconds(1));
            cache.newerThan(old);
        });
        cache.current();

        assertThat(fetches).hasValue(2);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void holdsNoCoreWhileItWaits() throws Exception {
        var arrival = new CompletableFuture<FetchedKeys>();
        var cores = new Cores(1);
        var cache = new KeySetCache(arrival::join, TestTerms.with(cores, clock));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var computing = new CountDownLatch(1);
            var waiting = threads.submit(() -> cores.compute(() -> {
                computing.countDown();
                return cache.current();
            }));
            computing.await();

            cores.compute(() -> arrival.complete(fetched()));

            assertThat(waiting.get()).isSameAs(arrival.get().keys());
        }
    }

    private KeySetCache cache() {
        return cache(this::fetch);
    }

    private KeySetCache cache(Supplier<FetchedKeys> fetch) {
        return new KeySetCache(fetch, TestTerms.with(new Cores(ASKING), this::tick));
    }

    private KeyTerms terms(Duration lifetime, int places) {
        return terms(lifetime, places, 30);
    }

    private KeyTerms terms(Duration lifetime, int places, int first) {
        return new KeyTerms(
                lifetime,
                new WaitingRoom(new Cores(ASKING), places),
                new Allowance(first, Duration.ofSeconds(1), clock),
                new IssuerHealth(clock),
                clock);
    }

    /** A clock in which no two looks see the same time, as those of machines. */
    private Instant tick() {
        return clock.instant().plusNanos(looks.incrementAndGet());
    }

    private FetchedKeys fetch() {
        fetches.incrementAndGet();
        return fetched();
    }

    private FetchedKeys fetched() {
        if (dead.get()) {
            throw new UnavailableException(Backend.ISSUER, "dead", null);
        }
        return new FetchedKeys(keySet(), Duration.ofHours(1));
    }

    private static KeySet keySet() {
        var discovery = DiscoveryDocument.parse("""
                {"issuer": "https://issuer.example", "jwks_uri": "https://issuer.example/keys"}
                """.getBytes(UTF_8), "https://issuer.example");
        return new KeySetReader(Crypto.fastest()).read("{\"keys\": []}".getBytes(UTF_8), discovery);
    }

    /** They are let go when all of them stand at the door of the cache, which is as close together as they can come. */
    private static List<FutureTask<KeySet>> allAtOnce(KeySetCache cache, Supplier<KeySet> asking)
            throws InterruptedException {
        var asked = new ArrayList<FutureTask<KeySet>>();
        var threads = new ArrayList<Thread>();
        synchronized (cache) {
            for (var i = 0; i < ASKING; i++) {
                var task = new FutureTask<>(asking::get);
                asked.add(task);
                threads.add(Thread.ofPlatform().start(task));
            }
            for (var thread : threads) {
                while (thread.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        return asked;
    }
}
