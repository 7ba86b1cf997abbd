/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.store.s3.FakeStore;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole log whose files lie in an object store. */
class StoredLogTest {
    private static final Duration LEASE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final FakeStore store;

    StoredLogTest() throws IOException {
        this.store = FakeStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void givesItsPromisesAndKeepsThemAcrossStarts() throws Exception {
        var log = log("one");
        try (var open = log.open()) {
            assertThat(place(log, open, "a")).isEqualTo(0);
            assertThat(place(log, open, "b")).isEqualTo(1);
        }
        try (var open = log.open()) {
            assertThat(open.status().size()).isEqualTo(2);
            assertThat(place(log, open, "a")).isEqualTo(0);
            assertThat(place(log, open, "c")).isEqualTo(2);
        }

        var report = check(log);
        assertThat(report.damaged()).isEmpty();
        assertThat(report.head().orElseThrow().size()).isEqualTo(3);
        assertThat(store.keys())
                .contains("logs/2026/head", "logs/2026/log.json", "logs/2026/checkpoint", "logs/2026/tile/0/000.p/3");
        assertThat(objects().logs()).containsExactly("2026");
    }

    @Test
    void anotherMachineGoesOnWhereThisOneStopped() throws Exception {
        var one = log("one");
        var other = one.movedTo(folder.resolve("other"));
        try (var open = one.open()) {
            one.submit(open, "a");
        }
        try (var open = other.open()) {
            assertThat(place(other, open, "b")).isEqualTo(1);
            assertThat(place(other, open, "a")).isEqualTo(0);
        }
        try (var open = one.open()) {
            assertThat(open.status().size()).isEqualTo(2);
        }
    }

    @Test
    void whoLosesTheLogGivesNoPromisesAnyMore() throws Exception {
        // given
        var sleep = new ReentrantLock();
        var one = log("one").in(new SeenStore(store, LEASE).by(sleep));
        var other = one.movedTo(folder.resolve("other")).in(objects());
        try (var sleeping = one.open()) {
            one.submit(sleeping, "a");

            // when all that one of them asks of the store gets stuck for a while
            var awake = openWhile(sleep, other);

            // then
            try (awake) {
                assertThatThrownBy(() -> one.submit(sleeping, "c")).isInstanceOf(NotLoggedException.class);
                assertThat(sleeping.status().stopped()).contains("OUTCOME_UNKNOWN");
                assertThat(place(other, awake, "d")).isEqualTo(2);
            }
        }
        var report = check(one);
        assertThat(report.damaged()).isEmpty();
        assertThat(report.head().orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void anOldCopyOfTheStoreIsRefused() throws Exception {
        var log = log("one");
        try (var open = log.open()) {
            log.submit(open, "a");
        }
        var copy = store.copy();
        try (var open = log.open()) {
            log.submit(open, "b");
        }

        store.restore(copy);

        assertThatThrownBy(log::open)
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("anchor remembers 2")
                .hasMessageContaining("is an old copy");
    }

    @Test
    void anEmptyStoreIsNoPlaceForALogThatIsRemembered() throws Exception {
        var log = log("one");
        log.open().close();

        store.restore(Map.of());

        assertThatThrownBy(log::open).hasMessageContaining("this machine's anchor remembers a log");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        var log = log("one");
        log.open().close();
        var stranger = log.movedTo(folder.resolve("other")).withKeys(TestKeys.P256.make());

        assertThatThrownBy(stranger::open).hasMessageContaining("the key at hand is");
    }

    @Test
    void theCheckFindsWhatIsDamagedInTheStore() throws Exception {
        var log = log("one");
        try (var open = log.open()) {
            log.submit(open, "a");
        }
        var key = "logs/2026/tile/0/000.p/1";
        var wrong = store.content(key).orElseThrow().toArray();
        wrong[0] ^= 1;

        store.overwrite(key, wrong);

        assertThat(check(log).damaged()).extracting(DamagedFile::path).contains("tile/0/000.p/1");
    }

    private static CertificateLog openWhile(Lock sleep, LogInFolder other) throws Exception {
        sleep.lock();
        try {
            var awake = other.open();
            other.submit(awake, "b");
            return awake;
        } finally {
            sleep.unlock();
        }
    }

    /** Where the log says that an entry stands. */
    private static long place(LogInFolder log, CertificateLog open, String name) throws InterruptedException {
        return log.submit(open, name).extensions().leafIndex().orElseThrow();
    }

    private CheckReport check(LogInFolder log) throws Exception {
        return new LogCheck(LogInFolder.PROVIDER, CheckedFolder.checking(log.key())).check(objects(), "2026");
    }

    private LogInFolder log(String name) {
        return new LogInFolder(folder.resolve(name)).in(objects());
    }

    private ObjectStore objects() {
        return new SeenStore(store, LEASE).awake();
    }
}
