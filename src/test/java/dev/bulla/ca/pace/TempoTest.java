/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TempoTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long START = System.nanoTime();
    private static final int MANY = 1000;

    private final Tempo tempo = new Tempo();
    private long now = START;

    @Test
    void knowsNothingAtFirst() {
        assertThat(tempo.of(MANY)).isZero();
    }

    @Test
    void isTheTimeBetweenTurnsWhileSomebodyWaits() {
        turns(2 * MILLISECOND);

        assertThat(tempo.of(10)).isCloseTo(20 * MILLISECOND, Percentage.withPercentage(1));
    }

    @Test
    void followsAServerThatBecomesFaster() {
        turns(8 * MILLISECOND);

        turns(MILLISECOND);

        assertThat(tempo.of(10)).isCloseTo(10 * MILLISECOND, Percentage.withPercentage(1));
    }

    @Test
    void isNotToldByTimeInWhichNobodyWaited() {
        turns(MILLISECOND);

        now += 3600_000 * MILLISECOND;
        tempo.atOnce(now);
        now += MILLISECOND;
        tempo.afterWaiting(now, now - MILLISECOND);
        now += 3600_000 * MILLISECOND;
        tempo.afterWaiting(now, now - MILLISECOND);

        assertThat(tempo.of(10)).isCloseTo(10 * MILLISECOND, Percentage.withPercentage(1));
    }

    /** 300 ms once, among turns of 1 ms: a sixty-fourth of it, and a sixty-fourth less with every turn after it. */
    @Test
    void onePauseIsSoonForgotten() {
        turns(MILLISECOND);

        turn(300 * MILLISECOND);
        assertThat(tempo.of(1)).isBetween(5 * MILLISECOND, 6 * MILLISECOND);
        LongStream.range(0, 300).forEach(_ -> turn(MILLISECOND));

        assertThat(tempo.of(1)).isCloseTo(MILLISECOND, Percentage.withPercentage(10));
    }

    private void turns(long nanos) {
        LongStream.range(0, MANY).forEach(_ -> turn(nanos));
    }

    /** Everybody waits since the beginning. */
    private void turn(long nanos) {
        now += nanos;
        tempo.afterWaiting(now, START);
    }
}
