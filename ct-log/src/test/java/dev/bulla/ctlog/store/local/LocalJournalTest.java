/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJournalTest {
    private final SimulatedJournal simulated = new SimulatedJournal();

    @Test
    void goesThroughManySegmentsOnARealDisk(@TempDir Path folder) throws Exception {
        // given
        var history = new TestHistory();
        var random = new Random(7);
        var place = new JournalPlace(new RealDisk(), folder.resolve("a/journal"), TestHistory.logId(), 20_000);
        var journal = LocalJournal.open(place, Base.EMPTY, history.hasher, _ -> {});

        // when
        for (var i = 0; i < 300; i++) {
            journal.append(history.add(history.next(random, 2_000)));
        }
        journal.close();

        // then
        var replayed = new ArrayList<Bytes>();
        LocalJournal.open(place, history.baseAt(20), history.hasher, it -> replayed.add(it.encoded()))
                .close();
        assertThat(replayed).isEqualTo(history.after(history.baseAt(20)));
    }

    @Test
    void aRecordOfTheLargestSizeFitsIntoASegmentOfTheUsualSize(@TempDir Path folder) throws Exception {
        var history = new TestHistory();
        var log = new LogFolder(folder);
        var large = TestHistory.bytes(new Random(1), EncodedBatch.LARGEST - EncodedBatch.SMALLEST - 4);
        var place = JournalPlace.of(new RealDisk(), log, TestHistory.logId());
        var journal = LocalJournal.open(place, Base.EMPTY, history.hasher, _ -> {});

        journal.append(history.add(history.next(List.of(large))));
        journal.close();

        assertThat(Files.size(log.journal().resolve("00000001.log"))).isEqualTo(64 << 20);
        assertThat(journal.bytes()).isEqualTo(2 * (64L << 20));
    }

    @Test
    void anAppendIsOneSync() throws Exception {
        // given
        var journal = simulated.open();
        simulated.append(journal, 1);
        var appender = Thread.currentThread();
        var syncs = new AtomicInteger();
        simulated.disk.onForce(() -> syncs.addAndGet(Thread.currentThread().equals(appender) ? 1 : 0));

        // when
        simulated.append(journal, 3);

        // then
        assertThat(syncs).hasValue(3);
    }

    @Test
    void afterAFailedSyncNothingIsTriedAgain() throws Exception {
        // given
        var journal = simulated.open();
        simulated.append(journal, 1);
        var next = simulated.history.next(List.of());
        var appender = Thread.currentThread();
        var wasForced = new AtomicBoolean();

        // when
        simulated.disk.breakSyncsAfter(0);
        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        simulated.disk.onForce(
                () -> wasForced.compareAndSet(false, Thread.currentThread().equals(appender)));

        // then
        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(wasForced).isFalse();
    }

    @Test
    void withoutRoomForTheNextSegmentNothingIsWrittenAndItWorksLater() throws Exception {
        // given
        simulated.disk.leaveRoom(2L * SimulatedJournal.SEGMENT_SIZE + 10);
        var journal = simulated.open();
        simulated.append(journal, 16);
        var refused = simulated.history.next(List.of(TestHistory.bytes(new Random(1), 300)));

        // when
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> journal.append(refused)).isInstanceOf(StoreFullException.class);
        }
        simulated.disk.leaveRoom(Long.MAX_VALUE);
        journal.append(simulated.history.add(refused));
        simulated.append(journal, 20);
        journal.close();

        // then
        assertThat(simulated.replay(Base.EMPTY)).isEqualTo(simulated.history.after(Base.EMPTY));
    }

    @Test
    void whereverTheDiskFillsUpNothingIsLost() throws Exception {
        for (var room = 0; room < 5 * SimulatedJournal.SEGMENT_SIZE; room += 997) {
            // given
            var journal = new SimulatedJournal();
            journal.disk.leaveRoom(room);

            // when
            appendUntilFull(journal, 30);
            journal.disk.leaveRoom(Long.MAX_VALUE);

            // then
            assertThat(journal.replay(Base.EMPTY)).as("room %d", room).isEqualTo(journal.history.after(Base.EMPTY));
        }
    }

    @Test
    void aRecordThatStillFitsIsWrittenWhenTheDiskIsFull() throws Exception {
        simulated.disk.leaveRoom(SimulatedJournal.SEGMENT_SIZE);
        var journal = simulated.open();

        simulated.append(journal, 8);

        assertThatThrownBy(() -> simulated.append(journal, 1)).isInstanceOf(StoreFullException.class);
    }

    @Test
    void aFullDiskDoesNotKeepTheLogFromStarting() throws Exception {
        var journal = SimulatedJournal.with(5);
        journal.disk.leaveRoom(0);

        assertThat(journal.replay(Base.EMPTY)).isEqualTo(journal.history.after(Base.EMPTY));
    }

    @Test
    void aFailureWhileTheNextSegmentIsPreparedIsForEver() throws Exception {
        // given
        simulated.disk.onForce(() -> {
            if (Thread.currentThread().getName().startsWith("journal-segment")) {
                throw new UncheckedIOException(new IOException("told to fail"));
            }
        });
        var journal = simulated.open();
        simulated.append(journal, 8);
        var next = simulated.history.next(List.of(TestHistory.bytes(new Random(1), 300)));

        // when
        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        simulated.disk.onForce(() -> {});

        // then
        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(simulated.replay(Base.EMPTY)).isEqualTo(simulated.history.after(Base.EMPTY));
    }

    @Test
    void forgetsWholeSegmentsThatTheBaseCovers() throws Exception {
        // given segments with records 1-8, 9-16, 17-20
        var journal = simulated.open();
        simulated.append(journal, 20);

        // when
        journal.forget(simulated.history.baseAt(15));
        assertThat(simulated.disk.exists(simulated.segment(1))).isFalse();
        assertThat(simulated.disk.exists(simulated.segment(2))).isTrue();
        journal.forget(simulated.history.baseAt(20));

        // then
        assertThat(simulated.disk.exists(simulated.segment(2))).isFalse();
        assertThat(simulated.disk.exists(simulated.segment(3))).isTrue();
        assertThat(journal.bytes()).isEqualTo(2L * SimulatedJournal.SEGMENT_SIZE);
        simulated.append(journal, 20);
        journal.close();
        var base = simulated.history.baseAt(20);
        assertThat(simulated.replay(base)).isEqualTo(simulated.history.after(base));
    }

    @Test
    void takesNothingThatDoesNotFollow() throws Exception {
        var journal = simulated.open();
        var first = simulated.history.next(List.of());
        journal.append(first);

        assertThatThrownBy(() -> journal.append(first)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNothingThatNoSegmentCouldHold() throws Exception {
        var journal = simulated.open();
        var large = simulated.history.next(List.of(TestHistory.bytes(new Random(1), SimulatedJournal.SEGMENT_SIZE)));

        assertThatThrownBy(() -> journal.append(large)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void smallerSegmentsThanBeforeLoseNothing() throws Exception {
        var journal = SimulatedJournal.with(8);
        var smaller = new JournalPlace(journal.disk, SimulatedJournal.FOLDER, TestHistory.logId(), 4096 + 500);
        var replayed = new ArrayList<Bytes>();

        LocalJournal.open(smaller, Base.EMPTY, journal.history.hasher, _ -> {}).close();
        LocalJournal.open(smaller, Base.EMPTY, journal.history.hasher, it -> replayed.add(it.encoded()))
                .close();

        assertThat(replayed).isEqualTo(journal.history.after(Base.EMPTY));
    }

    /** What was refused is offered again when there is room, to the same journal if there is one. */
    private static void appendUntilFull(SimulatedJournal simulated, int count) throws Exception {
        var random = new Random(2);
        try (var journal = simulated.open()) {
            for (var i = 0; i < count; i++) {
                var next = simulated.history.next(random, 300);
                try {
                    journal.append(next);
                } catch (StoreFullException _) {
                    simulated.disk.leaveRoom(Long.MAX_VALUE);
                    journal.append(next);
                }
                simulated.history.add(next);
            }
        } catch (DiskFullException _) {
            assertThat(simulated.history.all).isEmpty();
        }
    }
}
