/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.LogEvents.Trouble;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnLogEventsTest {
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final OwnLogEvents all = new OwnLogEvents(alarms, metrics, true);
    private final LogEvents events = all.of("2026");
    private final LogEvents next = all.of("2027");

    @Test
    void anAlarmLastsUntilTheLastOfItsTroublesIsOver() {
        events.troubled(Trouble.CLOCK_BEHIND, "the clock is behind");
        events.troubled(Trouble.NO_ROOM, "the disk is full");
        assertThat(alarms.raised()).isEqualTo(Map.of("log-stopped", "the disk is full"));

        events.over(Trouble.NO_ROOM);
        assertThat(alarms.raised()).isEqualTo(Map.of("log-stopped", "the clock is behind"));

        events.over(Trouble.CLOCK_BEHIND);
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void troublesOfDifferentKindsAreAlarmsOfTheirOwn() {
        events.troubled(Trouble.MISMATCH, "two results");
        events.troubled(Trouble.PUBLISHING_FAILS, "no place for tiles");
        events.troubled(Trouble.READING_FAILS, "a tile is gone");

        events.over(Trouble.PUBLISHING_FAILS);

        assertThat(alarms.raised()).isEqualTo(Map.of("log-stopped", "two results", "log-unreadable", "a tile is gone"));
    }

    @Test
    void anAlarmLastsUntilTheLastShardIsOutOfTrouble() {
        events.troubled(Trouble.NO_ROOM, "the disk is full");
        next.troubled(Trouble.NO_ROOM, "the disk is full here, too");

        events.over(Trouble.NO_ROOM);
        assertThat(alarms.raised()).isEqualTo(Map.of("log-stopped", "the disk is full here, too"));

        next.over(Trouble.NO_ROOM);
        assertThat(alarms.raised()).isEmpty();
    }

    @Test
    void aShardThatHasEndedIsInNoTrouble() {
        events.troubled(Trouble.NOT_WITNESSED, "nobody signs");
        next.troubled(Trouble.PUBLISHING_FAILS, "no place for tiles");

        all.closed("2026");

        assertThat(alarms.raised()).isEqualTo(Map.of("log-not-published", "no place for tiles"));
    }

    @Test
    void countsWhatAllShardsLogged() {
        events.committed(3, Duration.ofMillis(1), Duration.ofMillis(2));
        next.committed(4, Duration.ofMillis(1), Duration.ofMillis(2));
        events.orphaned(6);

        assertThat(metrics.page())
                .contains("bulla_log_entries_total 7\n")
                .contains("bulla_log_write_seconds_count 2\n", "bulla_log_orphans_total 1\n");
    }
}
