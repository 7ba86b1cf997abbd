/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencerTest {
    private final TestLog log = new TestLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void tellsWhereAnEntryStandsAndShowsItThere() throws Exception {
        log.start();

        var place = log.add(7);

        assertThat(place.index()).isZero();
        var entry = TileLeaf.parse(log.snapshot().tail().entry(0)).entry();
        assertThat(entry.entry()).isEqualTo(Drafts.numbered(7).entry());
        assertThat(entry.timestamp()).isEqualTo(place.timestamp());
        assertThat(log.snapshot().head().timestamp()).isEqualTo(place.timestamp());
    }

    @Test
    void beginsWithAFreshHead() throws Exception {
        log.start();

        assertThat(log.snapshot().head().timestamp()).isPositive();
        assertThat(log.snapshot().size()).isZero();
        assertThat(log.journal.batches()).hasSize(1);
    }

    @Test
    void tellsNobodyBeforeTheRecordIsDurable() throws Exception {
        log.start();
        log.journal.hold();
        var ticket = log.submit(1);
        log.journal.awaitHeld();

        assertThatThrownBy(() -> ticket.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        assertThat(log.snapshot().size()).isZero();
        assertThat(log.catalog.find(Drafts.numbered(1))).isEmpty();

        log.journal.release();
        assertThat(ticket.await(TestLog.PATIENCE).index()).isZero();
    }

    @Test
    void takesEachStepWhenTheOneBeforeHasEnded() throws Exception {
        log.steps = step -> log.order.add(step.name());
        log.start();
        log.order.clear();

        log.add(1);
        log.pace.awaitParked();
        log.live().export();

        assertThat(log.order)
                .containsExactly(
                        "BATCH_CUT",
                        "RECORD_BUILT",
                        "record",
                        "RECORD_DURABLE",
                        "SNAPSHOT_VISIBLE",
                        "PLACES_TOLD",
                        "anchor",
                        "ANCHOR_REPLACED",
                        "tiles",
                        "TILES_DURABLE",
                        "checkpoint",
                        "CHECKPOINT_REPLACED",
                        "base",
                        "BASE_DURABLE",
                        "forget",
                        "JOURNAL_FORGOTTEN",
                        "remove",
                        "PARTIALS_REMOVED");
    }

    @Test
    void whatWaitsWhileABatchIsWrittenGoesIntoTheNextOne() throws Exception {
        log.start();
        log.journal.hold();
        var first = log.submit(1);
        log.journal.awaitHeld();
        var others = List.of(log.submit(2), log.submit(3), log.submit(4));

        log.journal.release();

        assertThat(first.await(TestLog.PATIENCE).index()).isZero();
        for (var i = 0; i < 3; i++) {
            assertThat(others.get(i).await(TestLog.PATIENCE).index()).isEqualTo(1 + i);
        }
        log.pace.awaitParked();
        assertThat(log.events.batches()).containsExactly(1, 3);
    }

    @Test
    void aBatchHasItsBounds() throws Exception {
        log.limits = new Limits(4096, 10, 1 << 20, 1 << 16, Duration.ofSeconds(30), 0);
        log.start();
        log.journal.hold();
        log.submit(0);
        log.journal.awaitHeld();
        var last = log.submit(1);
        for (var number = 2; number <= 25; number++) {
            last = log.submit(number);
        }

        log.journal.release();

        last.await(TestLog.PATIENCE);
        log.pace.awaitParked();
        assertThat(log.events.batches()).containsExactly(1, 10, 10, 5);
    }

    @Test
    void largeEntriesMakeASmallBatch() throws Exception {
        log.limits = new Limits(4096, 1024, 100_000, 1 << 16, Duration.ofSeconds(30), 0);
        log.start();
        log.journal.hold();
        log.submit(0);
        log.journal.awaitHeld();
        log.sequencer().submit(Drafts.sized(1, 60_000));
        log.sequencer().submit(Drafts.sized(2, 60_000));
        var last = log.sequencer().submit(Drafts.sized(3, 60_000));

        log.journal.release();

        last.await(TestLog.PATIENCE);
        log.pace.awaitParked();
        assertThat(log.events.batches()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void anEntryThatIsTakenBackInTimeIsNeverLogged() throws Exception {
        log.start();
        log.journal.hold();
        log.submit(1);
        log.journal.awaitHeld();
        var ticket = log.submit(2);

        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.REMOVED);
        log.journal.release();

        assertThat(log.add(3).index()).isEqualTo(1);
        assertThat(log.events.all()).isEmpty();
    }

    @Test
    void anEntryThatIsTakenBackTooLateIsLoggedAndToldOfAsAnOrphan() throws Exception {
        log.start();
        log.journal.hold();
        var ticket = log.submit(1);
        log.journal.awaitHeld();

        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.LOGGED);
        assertThat(log.events.all()).isEmpty();
        log.journal.release();

        assertThat(log.add(2).index()).isEqualTo(1);
        assertThat(log.events.all()).containsExactly("orphaned 0");
    }

    @Test
    void whoGivesUpAfterThePlaceWasToldLeavesAnOrphanToo() throws Exception {
        log.start();
        var ticket = log.submit(1);
        ticket.await(TestLog.PATIENCE);

        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.LOGGED);
        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.LOGGED);

        assertThat(log.events.all()).containsExactly("orphaned 0");
    }

    @Test
    void equalSubmissionsBecomeOneEntry() throws Exception {
        log.start();
        log.journal.hold();
        var inFlight = log.submit(1);
        log.journal.awaitHeld();
        var joinsFlight = log.submit(1);
        var queued = log.submit(2);
        var joinsQueue = log.submit(2);
        log.journal.release();

        var first = inFlight.await(TestLog.PATIENCE);
        var second = queued.await(TestLog.PATIENCE);

        assertThat(joinsFlight.await(TestLog.PATIENCE)).isEqualTo(first);
        assertThat(joinsQueue.await(TestLog.PATIENCE)).isEqualTo(second);
        assertThat(log.add(1).index()).isEqualTo(first.index());
        assertThat(log.snapshot().size()).isEqualTo(2);
    }

    @Test
    void anEntryForWhichSomebodyElseWaitsIsNotTakenBack() throws Exception {
        log.start();
        log.journal.hold();
        log.submit(1);
        log.journal.awaitHeld();
        var leaves = log.submit(2);
        var stays = log.submit(2);

        assertThat(leaves.giveUp()).isEqualTo(Ticket.End.LOGGED);
        log.journal.release();

        assertThat(stays.await(TestLog.PATIENCE).index()).isEqualTo(1);
        assertThat(log.events.all()).isEmpty();
    }

    @Test
    void manyWhoSubmitTheSameAtOnceGetOnePlace() throws Exception {
        log.start();
        var threads = new ArrayList<Thread>();
        var places = new ConcurrentLinkedQueue<Long>();
        for (var i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (var number = 0; number < 300; number++) {
                    try {
                        places.add(log.add(number).index());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(places).hasSize(8 * 300);
        assertThat(log.snapshot().size()).isEqualTo(300);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        log.limits = new Limits(2, 1024, 1 << 20, 1 << 16, Duration.ofSeconds(30), 0);
        log.start();
        log.journal.hold();
        log.submit(1);
        log.journal.awaitHeld();
        log.submit(2);
        var last = log.submit(3);

        var refused = catchThrowableOfType(NotEnteredException.class, () -> log.submit(4));

        assertThat(refused.trouble()).isEmpty();
        assertThat(refused.mayRetry()).isTrue();
        log.journal.release();
        last.await(TestLog.PATIENCE);
        assertThat(log.add(5).index()).isEqualTo(3);
    }

    @Test
    void refusesWhenTooManyEntriesHaveNoTileYet() throws Exception {
        log.limits = new Limits(4096, 1024, 1 << 20, 3, Duration.ofSeconds(30), 0);
        log.start();
        log.journal.hold();
        log.submit(0);
        log.journal.awaitHeld();
        log.submit(1);
        log.submit(2);
        var last = log.submit(3);
        log.journal.release();
        last.await(TestLog.PATIENCE);

        assertThatThrownBy(() -> log.submit(4)).isInstanceOf(NotEnteredException.class);

        log.live().export();
        assertThat(log.add(4).index()).isEqualTo(4);
    }

    @Test
    void takesItsTimeWhenTilesFallBehind() throws Exception {
        log.limits = new Limits(4096, 1024, 1 << 20, 100, Duration.ofSeconds(30), 0);
        log.start();
        for (var number = 0; number < 51; number++) {
            log.add(number);
        }

        var next = log.submit(51);

        log.pace.awaitParkedFor(Duration.ofMillis(5));
        assertThat(log.snapshot().size()).isEqualTo(51);
        log.pace.advance(Duration.ofMillis(5));
        assertThat(next.await(TestLog.PATIENCE).index()).isEqualTo(51);
        log.live().export();
        assertThat(log.add(52).index()).isEqualTo(52);
    }

    @Test
    void aCatalogueThatFailsKeepsNobodyWaiting() throws Exception {
        log.start();
        log.catalog.breakDown();

        assertThatThrownBy(() -> log.submit(1)).isInstanceOf(IllegalStateException.class);

        log.catalog.mend();
        assertThat(log.add(1).index()).isZero();
    }

    @Test
    void aListenerThatThrowsDoesNoHarm() throws Exception {
        log.start();
        log.events.beRude();

        log.add(1);
        log.live().export();

        assertThat(log.add(2).index()).isEqualTo(1);
        assertThat(log.events.all()).isEmpty();
    }

    @Test
    void nobodyKnowsTheOutcomeAfterAFailedSync() throws Exception {
        log.start();
        log.add(1);
        log.journal.breakSync(true);
        var ticket = log.submit(2);

        assertThatThrownBy(() -> ticket.await(TestLog.PATIENCE)).isInstanceOf(OutcomeUnknownException.class);

        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.UNKNOWN);
        assertThat(log.snapshot().size()).isEqualTo(1);
        assertThat(log.events.all()).containsExactly("stopped OUTCOME_UNKNOWN");
        var refused = catchThrowableOfType(NotEnteredException.class, () -> log.submit(3));
        assertThat(refused.trouble()).contains(Trouble.OUTCOME_UNKNOWN);
        assertThat(refused.mayRetry()).isFalse();
    }

    @Test
    void whatWaitsBehindAFailedSyncIsNotEntered() throws Exception {
        log.start();
        log.journal.hold();
        log.submit(1);
        log.journal.awaitHeld();
        var behind = log.submit(2);
        log.journal.breakSync(false);

        log.journal.release();

        assertThatThrownBy(() -> behind.await(TestLog.PATIENCE)).isInstanceOf(NotEnteredException.class);
        assertThat(behind.giveUp()).isEqualTo(Ticket.End.REMOVED);
    }

    @Test
    void aNewStartFindsOutAboutAnUnknownOutcome() throws Exception {
        log.start();
        log.journal.breakSync(true);
        assertThatThrownBy(() -> log.add(1)).isInstanceOf(OutcomeUnknownException.class);
        log.close();

        var again = new TestLog();
        again.base = log.base;
        for (var batch : log.journal.batches()) {
            again.journal.append(batch);
        }
        again.clock.move(Duration.ofMinutes(1));
        try (again) {
            again.start();

            assertThat(again.snapshot().size()).isEqualTo(1);
        }
    }

    @Test
    void goesOnByItselfWhenThereIsRoomAgain() throws Exception {
        log.start();
        log.journal.fill();
        assertThatThrownBy(() -> log.add(1)).isInstanceOf(NotEnteredException.class);
        var refused = catchThrowableOfType(NotEnteredException.class, () -> log.submit(2));
        assertThat(refused.trouble()).contains(Trouble.STORE_FULL);
        assertThat(refused.mayRetry()).isTrue();

        log.journal.makeRoom();
        log.pace.awaitParked();
        log.pace.advance(Duration.ofSeconds(1));
        log.pace.awaitParked();

        assertThat(log.events.all()).containsExactly("stopped STORE_FULL", "resumed STORE_FULL");
        assertThat(log.add(1).index()).isZero();
    }

    @Test
    void keepsAReserveFreeAndStillSaysThatItLives() throws Exception {
        log.limits = Limits.usual(1000);
        log.start();
        var before = log.snapshot().head().timestamp();
        log.free = 999;
        log.pace.awaitParked();
        log.pace.advance(Duration.ofSeconds(1));
        log.pace.awaitParked();

        assertThatThrownBy(() -> log.submit(1)).isInstanceOf(NotEnteredException.class);
        log.pace.advance(Duration.ofSeconds(30));
        log.pace.awaitParked();
        assertThat(log.snapshot().head().timestamp()).isGreaterThan(before);

        log.free = 1000;
        log.pace.advance(Duration.ofSeconds(1));
        log.pace.awaitParked();
        assertThat(log.add(1).index()).isZero();
        assertThat(log.events.all()).containsExactly("stopped LOW_SPACE", "resumed LOW_SPACE");
    }

    @Test
    void aMistakeInEitherComputationStopsTheLogForGood() throws Exception {
        // Leaf, root and record of a third entry, each twice.
        for (var digest = 0; digest < 6; digest++) {
            var broken = new ForgetfulProvider();
            var unlucky = new TestLog();
            unlucky.provider = broken;
            try (unlucky) {
                unlucky.start();
                unlucky.add(1);
                unlucky.add(2);
                broken.flipAfter(digest);

                var refused = catchThrowableOfType(NotEnteredException.class, () -> unlucky.add(3));

                assertThat(refused.trouble()).contains(Trouble.MISMATCH);
                assertThat(unlucky.events.all()).containsExactly("stopped MISMATCH");
                assertThat(unlucky.snapshot().size()).isEqualTo(2);
                assertThatThrownBy(() -> unlucky.submit(4)).isInstanceOf(NotEnteredException.class);
            }
        }
    }

    @Test
    void aClosingLogFinishesWhatWaitsAndTakesNothingMore() throws Exception {
        log.start();
        log.journal.hold();
        log.submit(1);
        log.journal.awaitHeld();
        var waits = log.submit(2);
        var closing = Thread.ofPlatform().start(() -> log.live().close());
        while (log.sequencer().trouble().isEmpty()) {
            Thread.onSpinWait();
        }

        var refused = catchThrowableOfType(NotEnteredException.class, () -> log.submit(3));
        log.journal.release();
        closing.join();

        assertThat(refused.trouble()).contains(Trouble.CLOSING);
        assertThat(waits.await(Duration.ZERO).index()).isEqualTo(1);
        log.requireSound();
        assertThat(log.anchor).isEqualTo(TestLog.checkpoint(log.snapshot().head()));
        assertThat(log.events.all()).isEmpty();
    }
}
