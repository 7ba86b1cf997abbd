/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardPeriodTest {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final long YEARS_200 = Duration.ofDays(73_000).toSeconds();

    @ParameterizedTest
    @CsvSource({
        "none, 2027, 2027-01-01T00:00:00Z, 2037-01-01T00:00:00Z",
        "year, 2027, 2027-01-01T00:00:00Z, 2028-01-01T00:00:00Z",
        "half-year, 2027h2, 2027-07-01T00:00:00Z, 2028-01-01T00:00:00Z",
        "quarter, 2027q3, 2027-07-01T00:00:00Z, 2027-10-01T00:00:00Z",
        "month, 2027-08, 2027-08-01T00:00:00Z, 2027-09-01T00:00:00Z",
        "day, 2027-08-31, 2027-08-31T00:00:00Z, 2027-09-01T00:00:00Z",
        "hour, 2027-08-31T23, 2027-08-31T23:00:00Z, 2027-09-01T00:00:00Z"
    })
    void aMomentBelongsToAPartOfTheCalendar(String word, String name, Instant start, Instant end) {
        var period = ShardPeriod.named(word).orElseThrow();

        assertThat(period.at(Instant.parse("2027-08-31T23:59:59.999Z"))).isEqualTo(new Shard(name, start, end));
        assertThat(period.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource
    void everyMomentBelongsToOneShardAndTheNextBeginsWhereItEnds(ShardPeriod period) {
        var random = new Random(4711);
        for (var round = 0; round < 2_000; round++) {
            var moment = FIRST.plusSeconds(random.nextLong(YEARS_200)).plusMillis(random.nextInt(1000));

            var shard = period.at(moment);

            assertThat(shard.holds(moment)).as("%s", moment).isTrue();
            assertThat(ShardPeriod.isName(shard.name())).as(shard.name()).isTrue();
            assertThat(period.at(shard.start())).isEqualTo(shard);
            assertThat(period.at(shard.end().minusNanos(1)).name())
                    .isEqualTo(period == ShardPeriod.NONE ? lastYearOf(shard) : shard.name());
            assertThat(period.at(shard.end()).start()).isEqualTo(shard.end());
        }
    }

    @Test
    void namesAreInTheOrderOfTime() {
        for (var period : ShardPeriod.values()) {
            var one = period.at(Instant.parse("2027-08-31T23:59:59Z"));
            assertThat(one.name()).isLessThan(period.at(one.end()).name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "27", "2027h3", "2027q0", "2027-1", "2027-01-01t05", "2027/", "../2027", "lost+found"})
    void nothingElseIsAName(String name) {
        assertThat(ShardPeriod.isName(name)).isFalse();
    }

    private static String lastYearOf(Shard shard) {
        return String.valueOf(Integer.parseInt(shard.name()) + 9);
    }
}
