/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = -5 * SECOND;
    private static final LoadPlan.Timing TIMING =
            new LoadPlan.Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

    @Test
    void atARateRequestsAreDueAtEqualDistancesWhateverTimeItIs() {
        var schedule = new Schedule(new Pace.Rate(4), TIMING, START);

        var due = new ArrayList<Long>();
        for (var next = schedule.next(0); next.isPresent(); next = schedule.next(1000 * SECOND)) {
            due.add(next.get().due() - START);
        }

        // three seconds, four a second
        assertThat(due).hasSize(12).startsWith(0L, SECOND / 4, SECOND / 2).endsWith(11 * SECOND / 4);
    }

    @Test
    void atARateEveryRequestCountsThatWasDueAfterTheWarmUp() {
        var schedule = new Schedule(new Pace.Rate(4), TIMING, START);
        var tickets = List.of(
                schedule.next(0).orElseThrow(),
                schedule.next(0).orElseThrow(),
                schedule.next(0).orElseThrow(),
                schedule.next(0).orElseThrow(),
                schedule.next(0).orElseThrow());

        assertThat(schedule.counts(tickets.get(3), START + 60 * SECOND)).isFalse();
        assertThat(schedule.counts(tickets.get(4), START + 60 * SECOND)).isTrue();
        assertThat(schedule.countsIfFailed(tickets.get(4), START + 60 * SECOND)).isTrue();
    }

    @Test
    void withoutARateItIsOverWhenTheTimeIsAndWhatIsAnsweredInTimeCounts() {
        var schedule = new Schedule(Pace.Most.MOST, TIMING, START);
        var ticket = schedule.next(START + SECOND / 2).orElseThrow();

        assertThat(ticket.due()).isEqualTo(START + SECOND / 2);
        assertThat(schedule.counts(ticket, START + SECOND - 1)).isFalse();
        assertThat(schedule.counts(ticket, START + SECOND)).isTrue();
        assertThat(schedule.counts(ticket, START + 3 * SECOND)).isFalse();
        assertThat(schedule.countsIfFailed(ticket, START + 3 * SECOND)).isTrue();
        assertThat(schedule.next(START + 3 * SECOND)).isEmpty();
    }

    @Test
    void nothingIsSentOncePatienceIsOver() {
        var schedule = new Schedule(new Pace.Rate(1), TIMING, START);

        assertThat(schedule.isClosed(START + 6 * SECOND - 1)).isFalse();
        assertThat(schedule.isClosed(START + 6 * SECOND)).isTrue();
    }
}
