/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlanTest {
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Duration FREEZE = Duration.ofDays(1);
    private static final List<ShardPeriod> PERIODS = List.of(
            ShardPeriod.YEAR,
            ShardPeriod.HALF_YEAR,
            ShardPeriod.QUARTER,
            ShardPeriod.MONTH,
            ShardPeriod.DAY,
            ShardPeriod.HOUR);

    @Test
    void theFirstShardIsThatOfTheMoment() {
        assertThat(plan(ShardPeriod.YEAR).due(List.of(), Instant.parse("2026-11-21T22:00:00Z")))
                .contains(shard("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, 2026-12-02T00:00:00Z", // 720 hours before
        "MONTH, 2026-12-16T12:00:00Z", // half of January before
        "HOUR, 2026-12-31T23:30:00Z"
    })
    void theNextOneIsMadeAheadOfItsStartAndAtMostHalfItsPeriod(ShardPeriod period, Instant since) {
        var made = List.of(shard("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));

        assertThat(plan(period).due(made, since.minusMillis(1))).isEmpty();
        assertThat(plan(period).due(made, since))
                .hasValueSatisfying(next -> assertThat(next.start()).isEqualTo("2027-01-01T00:00:00Z"));
    }

    @Test
    void oneLogIsFollowedByNone() {
        var made = List.of(ShardPeriod.NONE.at(Instant.parse("2026-11-21T22:00:00Z")));

        assertThat(plan(ShardPeriod.NONE).due(made, Instant.parse("2040-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aLogForTenYearsKeepsThemWhenShardsAreAskedFor() {
        var made = List.of(ShardPeriod.NONE.at(Instant.parse("2026-11-21T22:00:00Z")));

        assertThat(plan(ShardPeriod.YEAR).due(made, Instant.parse("2035-11-30T00:00:00Z")))
                .isEmpty();
        assertThat(plan(ShardPeriod.YEAR).due(made, Instant.parse("2035-12-02T00:00:00Z")))
                .contains(shard("2036", "2036-01-01T00:00:00Z", "2037-01-01T00:00:00Z"));
    }

    @Test
    void aLongerPeriodBeginsWhereTheShorterOnesEnd() {
        var made = List.of(shard("2027-05", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"));

        assertThat(plan(ShardPeriod.YEAR).due(made, Instant.parse("2027-05-31T00:00:00Z")))
                .contains(shard("2027", "2027-06-01T00:00:00Z", "2028-01-01T00:00:00Z"));
    }

    @Test
    void nothingIsMadeForTimeThatWentByWithoutALog() {
        var made = List.of(shard("2027-05", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"));

        assertThat(plan(ShardPeriod.MONTH).due(made, Instant.parse("2027-09-10T00:00:00Z")))
                .contains(shard("2027-09", "2027-09-01T00:00:00Z", "2027-10-01T00:00:00Z"));
    }

    /** Whatever the settings were, whenever the server ran: windows never overlap, names never meet, and now has its shard. */
    @Test
    void windowsAreApartAndNowAlwaysHasItsShard() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var now = Instant.parse("2026-11-21T22:00:00Z");
            var made = new ArrayList<Shard>();
            var period = ShardPeriod.YEAR;
            for (var step = 0; step < 200; step++) {
                now = now.plus(
                        random.nextInt(20) == 0
                                ? Duration.ofDays(random.nextInt(500))
                                : Duration.ofMinutes(random.nextInt(100_000)));
                period = random.nextInt(10) == 0 ? PERIODS.get(random.nextInt(PERIODS.size())) : period;
                for (var due = plan(period).due(made, now);
                        due.isPresent();
                        due = plan(period).due(made, now)) {
                    assertThat(made).as("seed %d", seed).noneMatch(overlaps(due.get()));
                    made.add(due.get());
                }
                var moment = now;
                assertThat(made).as("seed %d, %s", seed, now).anyMatch(it -> it.holds(moment));
            }
            assertThat(made.stream().map(Shard::name)).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsLateIsTakenForAWhile() {
        var shard = shard("2027-05", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z");

        assertThat(plan(ShardPeriod.MONTH).frozenFrom(shard)).isEqualTo("2027-06-02T00:00:00Z");
        assertThatThrownBy(() -> new ShardPlan(ShardPeriod.DAY, AHEAD, Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Predicate<Shard> overlaps(Shard other) {
        return it -> it.start().isBefore(other.end()) && other.start().isBefore(it.end());
    }

    private static ShardPlan plan(ShardPeriod period) {
        return new ShardPlan(period, AHEAD, FREEZE);
    }

    private static Shard shard(String name, String start, String end) {
        return new Shard(name, Instant.parse(start), Instant.parse(end));
    }
}
