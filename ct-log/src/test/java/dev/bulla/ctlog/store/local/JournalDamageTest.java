/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.BatchRecord;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start makes of a journal that is not as it was left. Eight records of 460 bytes fill a segment. */
class JournalDamageTest {
    private static final int FRAME = Segment.MARK + 148 + 4 + 300;

    @Test
    void aTornRecordOfEveryLengthIsCut() throws Exception {
        for (var length = 0; length < FRAME; length++) {
            // given
            var journal = SimulatedJournal.with(5);
            var before = journal.history.after(Base.EMPTY).subList(0, 4);
            zero(journal, Segment.RECORDS_AT + 4 * FRAME + length, FRAME - length);

            // when
            var first = journal.replay(Base.EMPTY);
            var second = journal.replay(Base.EMPTY);

            // then
            assertThat(first).as("torn at %d", length).isEqualTo(before);
            assertThat(second).as("torn at %d", length).isEqualTo(before);
        }
    }

    @Test
    void aRecordWhoseBeginningWasLostIsCutAsWell() throws Exception {
        for (var length = 1; length < FRAME; length++) {
            var journal = SimulatedJournal.with(5);
            zero(journal, Segment.RECORDS_AT + 4 * FRAME, length);

            assertThat(journal.replay(Base.EMPTY))
                    .isEqualTo(journal.history.after(Base.EMPTY).subList(0, 4));
        }
    }

    @Test
    void aChangedByteBeforeTheLastRecordIsRefusedWithItsPlace() throws Exception {
        for (var at = 0; at < 4 * FRAME; at += 7) {
            // given
            var journal = SimulatedJournal.with(5);
            journal.disk.flip(journal.segment(1), Segment.RECORDS_AT + at, 0);
            var record = Segment.RECORDS_AT + at / FRAME * FRAME;

            // then
            assertThatThrownBy(() -> journal.replay(Base.EMPTY))
                    .as("byte %d", at)
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining("00000001.log: damaged at byte " + record + ":");
        }
    }

    /** Segments with records 1-8, 9-16 and 17, and a base within the first. */
    @Test
    void aChangedBitCostsNothingButTheLastRecord() throws Exception {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++) {
            // given
            var journal = SimulatedJournal.with(17);
            var base = journal.history.baseAt(random.nextInt(12));
            var segment = 1 + random.nextInt(3);
            var at = segment < 3
                    ? random.nextInt(SimulatedJournal.SEGMENT_SIZE)
                    : random.nextInt(Segment.RECORDS_AT + FRAME);
            journal.disk.flip(
                    journal.segment(segment),
                    random.nextBoolean() ? at : at % 128 + Segment.RECORDS_AT,
                    random.nextInt(8));

            // when
            var all = journal.history.after(base);
            var found = replayOrRefusal(journal, base);

            // then
            assertThat(found).as("run %d", i).isIn(List.of(), all, all.subList(0, all.size() - 1));
        }
    }

    @Test
    void aLastRecordThatStatesAnEarlierSequenceHidesNothing() throws Exception {
        // given record 17, alone in the third segment, which says that it is record 1
        var journal = SimulatedJournal.with(17);
        journal.disk.flip(journal.segment(3), Segment.RECORDS_AT + Segment.MARK + 27, 4);

        // then
        assertThat(journal.replay(journal.history.baseAt(3)))
                .isEqualTo(journal.history.after(journal.history.baseAt(3)).subList(0, 13));
    }

    @Test
    void whatWasRefusedIsRefusedAgain() throws Exception {
        var journal = SimulatedJournal.with(5);
        journal.disk.flip(journal.segment(1), Segment.RECORDS_AT + 10, 0);
        var before = Bytes.view(journal.disk.content(journal.segment(1)));

        assertThatThrownBy(() -> journal.replay(Base.EMPTY)).isInstanceOf(OpenRefusedException.class);
        assertThatThrownBy(() -> journal.replay(Base.EMPTY)).isInstanceOf(OpenRefusedException.class);
        assertThat(Bytes.view(journal.disk.content(journal.segment(1)))).isEqualTo(before);
    }

    @Test
    void aDamagedSegmentIsRefusedForTheSakeOfTheNext() throws Exception {
        var journal = SimulatedJournal.with(10);
        journal.disk.flip(journal.segment(1), Segment.RECORDS_AT + 7 * FRAME + 100, 0);

        assertThatThrownBy(() -> journal.replay(Base.EMPTY))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("00000001.log: damaged at byte " + (Segment.RECORDS_AT + 7 * FRAME))
                .hasMessageContaining("00000002.log has one at byte 4096");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 50, 60, 70, 90})
    void aDamagedHeaderBeforeRecordsIsRefused(int at) throws Exception {
        var journal = SimulatedJournal.with(5);
        journal.disk.flip(journal.segment(1), at, 0);

        assertThatThrownBy(() -> journal.replay(Base.EMPTY))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("damaged at byte 0");
    }

    @Test
    void aMissingSegmentIsRefused() throws Exception {
        var journal = SimulatedJournal.with(20);
        journal.disk.delete(journal.segment(2));

        assertThatThrownBy(() -> journal.replay(Base.EMPTY))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("record 17 follows record 8");
    }

    @Test
    void aMissingJournalIsRefused() throws Exception {
        var journal = SimulatedJournal.with(3);
        journal.disk.delete(journal.segment(1));
        journal.disk.delete(journal.segment(2));

        assertThatThrownBy(() -> journal.replay(journal.history.base())).isInstanceOf(OpenRefusedException.class);
    }

    @Test
    void aSegmentOfAnotherLogIsRefused() throws Exception {
        var journal = SimulatedJournal.with(3);
        var other = new JournalPlace(journal.disk, SimulatedJournal.FOLDER, Hash.sha256(new byte[9]), 9000);

        assertThatThrownBy(() -> LocalJournal.open(other, Base.EMPTY, journal.history.hasher, _ -> {}))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("another log");
    }

    @Test
    void aSegmentInThePlaceOfAnotherIsRefused() throws Exception {
        var journal = SimulatedJournal.with(12);
        journal.disk.rename(journal.segment(2), journal.segment(4));

        assertThatThrownBy(() -> journal.replay(Base.EMPTY)).isInstanceOf(OpenRefusedException.class);
    }

    @Test
    void aBaseThatTheJournalDoesNotReachIsRefused() throws Exception {
        var journal = SimulatedJournal.with(5);
        var base = journal.history.baseAt(5);
        var ahead = new Base(6, base.record(), base.timestamp(), base.edge(), base.root());

        assertThatThrownBy(() -> journal.replay(ahead))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("ends with record 5, but the log had 6");
    }

    @Test
    void aBaseOfAnotherHistoryIsRefused() throws Exception {
        var journal = SimulatedJournal.with(5);
        var base = journal.history.baseAt(3);

        for (var other : List.of(
                new Base(3, Hash.ZERO, base.timestamp(), base.edge(), base.root()),
                new Base(3, base.record(), base.timestamp() + 1, base.edge(), base.root()),
                new Base(3, base.record(), base.timestamp(), RightEdge.EMPTY, base.root()))) {
            assertThatThrownBy(() -> journal.replay(other))
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining("not the one that the state names");
        }
    }

    @Test
    void recordsThatAreWholeButOutOfOrderAreRefused() throws Exception {
        var history = SimulatedJournal.with(1).history;
        var last = history.all.getFirst();
        var right = history.next(List.of()).record();

        for (var wrong : List.of(
                record(right, 1, right.previous(), right.firstSize(), right.timestamp()),
                record(right, 3, right.previous(), right.firstSize(), right.timestamp()),
                record(right, 2, Hash.ZERO, right.firstSize(), right.timestamp()),
                record(right, 2, right.previous(), 0, right.timestamp()),
                record(
                        right,
                        2,
                        right.previous(),
                        right.firstSize(),
                        last.record().timestamp()),
                new BatchRecord(
                        0, 2, right.previous(), right.firstSize(), right.timestamp(), right.root(), List.of()))) {
            var journal = SimulatedJournal.with(0);
            write(journal, List.of(last, EncodedBatch.of(wrong, history.hasher)));
            assertThatThrownBy(() -> journal.replay(Base.EMPTY)).isInstanceOf(OpenRefusedException.class);
        }
    }

    @Test
    void anEntryThatLooksLikeARecordDoesNotKeepATornTailFromBeingCut() throws Exception {
        // given a record, valid and later, in an entry whose own record was torn
        var journal = SimulatedJournal.with(2);
        var history = journal.history;
        var later = EncodedBatch.of(new BatchRecord(9, 99, Hash.ZERO, 99, 99, Hash.ZERO, List.of()), history.hasher);
        var entry = ByteBuffer.allocate(Segment.MARK + later.encoded().size());
        entry.putLong(7).put(later.encoded().buffer());
        var opened = LocalJournal.open(journal.place(), Base.EMPTY, history.hasher, _ -> {});
        opened.append(history.next(List.of(Bytes.view(entry.array()), Bytes.EMPTY)));
        opened.close();
        zero(journal, Segment.RECORDS_AT + 2 * FRAME, 20);

        // then
        assertThat(journal.replay(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
    }

    @Test
    void nothingIsChangedWhenTheReplayRefuses() throws Exception {
        var journal = SimulatedJournal.with(3);
        var before = journal.disk.list(SimulatedJournal.FOLDER);
        var content = Bytes.view(journal.disk.content(journal.segment(1)));

        assertThatThrownBy(() -> LocalJournal.open(journal.place(), Base.EMPTY, journal.history.hasher, _ -> {
                    throw new OpenRefusedException("another root");
                }))
                .hasMessage("another root");

        assertThat(journal.disk.list(SimulatedJournal.FOLDER)).isEqualTo(before);
        assertThat(Bytes.view(journal.disk.content(journal.segment(1)))).isEqualTo(content);
    }

    /** What was read; nothing when the start was refused. */
    private static List<Bytes> replayOrRefusal(SimulatedJournal journal, Base base) throws IOException {
        try {
            var replayed = journal.replay(base);
            assertThat(replayed).isNotEmpty();
            return replayed;
        } catch (OpenRefusedException _) {
            return List.of();
        }
    }

    private static BatchRecord record(BatchRecord like, long sequence, Hash previous, long first, long timestamp) {
        return new BatchRecord(1, sequence, previous, first, timestamp, like.root(), List.of());
    }

    /** Writes records into the first segment without asking whether they fit together. */
    private static void write(SimulatedJournal journal, List<EncodedBatch> batches) throws IOException {
        var path = journal.segment(1);
        var mark = SegmentHeader.parse(Bytes.view(journal.disk.content(path))).mark();
        var at = Segment.RECORDS_AT;
        for (var batch : new ArrayList<>(batches)) {
            var frame = ByteBuffer.allocate(Segment.MARK + batch.encoded().size());
            frame.putLong(mark).put(batch.encoded().buffer()).flip();
            at += frame.remaining();
            try (var file = journal.disk.open(path)) {
                file.write(frame, at - frame.remaining());
            }
        }
    }

    private static void zero(SimulatedJournal journal, int at, int count) throws IOException {
        try (var file = journal.disk.open(journal.segment(1))) {
            file.write(ByteBuffer.allocate(count), at);
        }
    }
}
