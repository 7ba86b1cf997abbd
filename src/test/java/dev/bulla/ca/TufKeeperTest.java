/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.tuf.KeyHolders;
import dev.bulla.ca.tuf.Role;
import dev.bulla.ca.tuf.TufRepository;
import dev.bulla.ca.tuf.TufSigner;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TufKeeperTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Crypto CRYPTO = Crypto.fastest();

    @TempDir
    private Path path;

    private final MovableClock clock = new MovableClock(START);
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private DataFolder folder;
    private TufRepository repository;
    private TufKeeper keeper;

    @BeforeEach
    void make() {
        folder = new DataFolder(path);
        repository = new TufRepository(folder.tuf());
        keeper = new TufKeeper(folder, "", new TufKeeper.Around(CRYPTO, clock, alarms, metrics));
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    private TufSigner offline() throws IOException {
        var offline = TufSigner.of(TestKeys.p256().pair());
        var online = TufSigner.of(new StoredKey(folder.tufKey(), "").make(CRYPTO, new SecureRandom()));
        repository.make(
                new KeyHolders(List.of(offline.key()), 1, online.key()),
                new TufRepository.Signers(List.of(offline), online),
                Map.of("ctfe.pub", Bytes.utf8("a key\n")),
                START);
        return offline;
    }

    private void after(Duration time) {
        clock.moveTo(START.plus(time));
        keeper.look();
    }

    @Test
    void aServerWithoutARepositoryHasNothingToKeep() {
        keeper.look();

        assertThat(alarms.raised()).isEmpty();
        assertThat(metrics.page()).doesNotContain("bulla_tuf_metadata_end_seconds");
    }

    @Test
    void theOnlineKeySignsByItselfAndNobodyIsBothered() throws IOException {
        offline();
        for (var day = 0; day < 330; day++) {
            after(Duration.ofDays(day));

            assertThat(alarms.raised()).as("day %s", day).isEmpty();
            assertThat(repository.ends().values())
                    .allMatch(end -> clock.instant().isBefore(end));
        }
        assertThat(metrics.page())
                .contains("bulla_tuf_metadata_end_seconds{role=\"root\"} "
                        + START.plus(Duration.ofDays(365)).getEpochSecond());
    }

    @Test
    void thePersonWithTheOfflineKeyIsCalledAMonthBefore() throws IOException {
        var offline = offline();
        after(Duration.ofDays(336));
        assertThat(alarms.raised().get(Alarm.TUF_METADATA_ENDS.word()))
                .contains("root ends at 2027-03-01T12:00:00Z", "targets ends at", "bulla trust tuf sign");

        var online = TufSigner.of(new StoredKey(folder.tufKey(), "").read(CRYPTO));
        repository.rotate(
                repository.holders(),
                List.of(offline),
                new TufRepository.Signers(List.of(offline), online),
                clock.instant());
        keeper.look();

        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void withoutTheOnlineKeySomebodyIsToldBeforeTheTimestampEnds() throws IOException {
        offline();
        Files.delete(folder.tufKey());

        after(Duration.ofDays(4));
        assertThat(alarms.raised()).isEmpty();
        after(Duration.ofDays(6));

        assertThat(alarms.raised().get(Alarm.TUF_METADATA_ENDS.word()))
                .contains("timestamp ends at 2026-03-08T12:00:00Z");
    }

    @Test
    void aRepositoryThatCannotBeReadIsAnAlarm() throws IOException {
        offline();
        Files.writeString(folder.tuf().resolve("1.targets.json"), "{}");

        keeper.look();

        assertThat(alarms.raised().get(Alarm.TUF_METADATA_ENDS.word())).contains("1.targets.json");
    }

    @Test
    void theMonthsAreThoseThatTheDocumentationNames() throws IOException {
        offline();

        assertThat(repository.ends()).containsEntry(Role.ROOT, START.plus(Duration.ofDays(365)));
        assertThat(repository.ends()).containsEntry(Role.SNAPSHOT, START.plus(Duration.ofDays(30)));
    }
}
