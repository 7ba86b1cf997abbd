/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.s3.CloudLog;
import dev.bulla.ctlog.store.s3.RealStore;
import dev.bulla.ctlog.store.s3.RealStore.Kind;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Object stores that others wrote: those that keep their promises, and those that do not. */
class RealStoresTest {
    private static final int STARTS = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MOTO", "VERSITYGW"})
    void aLogLivesInStoresThatKeepTheirPromises(Kind kind) throws Exception {
        try (var store = RealStore.start(kind, folder.resolve("store"))) {
            var objects = objects(store);
            var one = new LogInFolder(folder.resolve("one")).in(objects);
            var other = one.movedTo(folder.resolve("other"));
            try (var open = one.open()) {
                one.submit(open, "a");
            }
            try (var open = other.open()) {
                other.submit(open, "b");
                other.submit(open, "c");
            }

            var report = new LogCheck(LogInFolder.PROVIDER, CheckedFolder.checking(one.key())).check(objects, "2026");

            assertThat(report.damaged()).isEmpty();
            assertThat(report.head().orElseThrow().size()).isEqualTo(3);
            assertThat(objects.logs()).containsExactly("2026");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"S3PROXY", "S3MOCK"})
    void theProbeRefusesStoresThatLookFirstAndWriteThen(Kind kind) throws Exception {
        try (var store = RealStore.start(kind, folder.resolve("store"));
                var client = objects(store).client()) {
            assertThat(refusal(client).orElseThrow()).containsPattern("let [2-8] of 8 writers win");
        }
    }

    /** Of several starts: chance decides which of them notices. */
    private static Optional<String> refusal(StoreClient client) throws IOException {
        for (var start = 0; start < STARTS; start++) {
            try {
                CloudLog.probe(client);
            } catch (OpenRefusedException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static ObjectStore objects(RealStore store) {
        var credentials = new ObjectStore.Credentials(
                RealStore.CREDENTIALS.keyId(), RealStore.CREDENTIALS.secret(), Optional.empty());
        return new ObjectStore(
                new ObjectStore.Place(store.endpoint(), RealStore.REGION, RealStore.BUCKET, "logs/"),
                new ObjectStore.Entry(() -> credentials, Optional.empty()),
                new ObjectStore.Tempo(Duration.ofSeconds(2), Duration.ZERO));
    }
}
