/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.store.EncodedBatch;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final TestLog log = new TestLog();

    @AfterEach
    void close() {
        log.clock.run();
        log.pace.advance(Duration.ofMinutes(1));
        log.close();
    }

    @Test
    void aBatchWaitsForTheNextMillisecondAndGrowsMeanwhile() throws Exception {
        log.clock.stop();
        log.start();
        log.pace.awaitParked();
        var first = log.submit(1);
        awaitInTick();
        var second = log.submit(2);

        pass(MILLISECOND);

        assertThat(first.await(TestLog.PATIENCE).timestamp())
                .isEqualTo(second.await(TestLog.PATIENCE).timestamp());
        log.pace.awaitParked();
        assertThat(log.events.batches()).containsExactly(2);
        assertRisingTimes();
    }

    @Test
    void anEntryMayStillBeTakenBackWhileItsBatchWaitsForTheClock() throws Exception {
        log.clock.stop();
        log.start();
        log.pace.awaitParked();
        var ticket = log.submit(1);
        awaitInTick();

        assertThat(ticket.giveUp()).isEqualTo(Ticket.End.REMOVED);
        pass(MILLISECOND);

        log.clock.run();
        assertThat(log.add(2).index()).isZero();
    }

    @Test
    void aClockThatWentBackALittleIsWaitedFor() throws Exception {
        log.start();
        log.add(1);
        log.pace.awaitParked();
        log.clock.stop();
        log.clock.move(Duration.ofMillis(-5));
        var ticket = log.submit(2);
        awaitInTick();

        pass(Duration.ofMillis(6));

        assertThat(ticket.await(TestLog.PATIENCE).index()).isEqualTo(1);
        assertThat(log.events.all()).isEmpty();
        assertRisingTimes();
    }

    @Test
    void aClockThatStandsStillStopsTheLogUntilItGoesOn() throws Exception {
        log.clock.stop();
        log.start();
        log.pace.awaitParked();
        var ticket = log.submit(1);
        awaitInTick();
        log.pace.advance(Tick.PATIENCE.plus(MILLISECOND));

        assertThatThrownBy(() -> ticket.await(TestLog.PATIENCE)).isInstanceOf(NotEnteredException.class);
        assertThat(log.events.all()).containsExactly("stopped CLOCK_BEHIND");

        log.clock.move(MILLISECOND);
        log.clock.run();
        assertGoesOnByItself();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 86_400_000})
    void aClockThatWentBackStopsTheLogUntilItHasCaughtUp(long milliseconds) throws Exception {
        log.start();
        log.add(1);
        log.pace.awaitParked();
        var shown = log.snapshot();
        log.clock.move(Duration.ofMillis(-milliseconds));

        var refused = catchThrowableOfType(NotEnteredException.class, () -> log.add(2));

        assertThat(refused.trouble()).contains(Trouble.CLOCK_BEHIND);
        assertThat(refused.mayRetry()).isTrue();
        assertThat(log.snapshot()).isEqualTo(shown);
        assertThatThrownBy(() -> log.submit(3)).isInstanceOf(NotEnteredException.class);
        log.pace.awaitParked();
        log.clock.move(Duration.ofMillis(milliseconds));
        assertGoesOnByItself();
    }

    @Test
    void aClockThatWasAYearAheadStopsTheLogUntilThatYearIsOver() throws Exception {
        log.start();
        log.clock.move(Duration.ofDays(365));
        log.add(1);
        log.clock.move(Duration.ofDays(-365));
        assertThatThrownBy(() -> log.add(2)).isInstanceOf(NotEnteredException.class);

        log.pace.awaitParked();
        log.clock.move(Duration.ofDays(364));
        log.pace.advance(Duration.ofDays(364));
        log.pace.awaitParked();
        assertThatThrownBy(() -> log.submit(2)).isInstanceOf(NotEnteredException.class);

        log.clock.move(Duration.ofDays(1));
        assertGoesOnByItself();
    }

    @Test
    void aStartBeforeTheLastHeadServesReadersAndIssuesNothing() throws Exception {
        try (var earlier = TestLog.started()) {
            earlier.add(1);
            for (var batch : earlier.journal.batches()) {
                log.journal.append(batch);
            }
        }
        log.clock.move(Duration.ofDays(-1));

        log.start();

        assertThat(log.snapshot().size()).isEqualTo(1);
        assertThat(log.sequencer().trouble()).contains(Trouble.CLOCK_BEHIND);
        assertThatThrownBy(() -> log.submit(2)).isInstanceOf(NotEnteredException.class);
    }

    @Test
    void saysThatItLivesWhenNothingHappens() throws Exception {
        log.start();
        log.add(1);
        log.pace.awaitParked();
        var before = log.snapshot();
        log.pace.advance(Duration.ofMillis(29_999));
        log.pace.awaitParked();
        assertThat(log.snapshot()).isEqualTo(before);

        log.pace.advance(MILLISECOND);
        log.pace.awaitParked();

        var after = log.snapshot();
        assertThat(after.head().timestamp()).isGreaterThan(before.head().timestamp());
        assertThat(after.head().root()).isEqualTo(before.head().root());
        assertThat(after.size()).isEqualTo(1);
        var record = log.journal.batches().getLast().record();
        assertThat(record.timestamp()).isEqualTo(after.head().timestamp());
        assertThat(record.entries()).isEmpty();
    }

    @Test
    void aBusyLogNeedsNoEmptyRecords() throws Exception {
        log.start();
        for (var number = 0; number < 4; number++) {
            log.pace.awaitParked();
            log.pace.advance(Duration.ofSeconds(20));
            log.add(number);
        }

        log.pace.awaitParked();
        assertThat(log.journal.batches()).hasSize(1 + 4);
    }

    private void assertGoesOnByItself() throws Exception {
        log.pace.awaitParked();
        log.pace.advance(Duration.ofSeconds(1));
        log.pace.awaitParked();

        assertThat(log.events.all()).containsExactly("stopped CLOCK_BEHIND", "resumed CLOCK_BEHIND");
        log.add(99);
        assertRisingTimes();
    }

    private void assertRisingTimes() {
        var times = new ArrayList<Long>();
        for (EncodedBatch batch : log.journal.batches()) {
            times.add(batch.record().timestamp());
        }
        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    private void pass(Duration time) {
        log.clock.move(time);
        log.pace.advance(time);
    }

    /** Waits until the sequencer waits for the clock. */
    private void awaitInTick() {
        log.pace.awaitParkedFor(MILLISECOND);
    }
}
