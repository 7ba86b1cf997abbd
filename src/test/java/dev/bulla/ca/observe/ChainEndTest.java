/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestAuthority;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainEndTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private IssuingChain chain;
    private ChainEnd watch;

    @BeforeEach
    void make() {
        chain = TestAuthority.of(KeyKind.P256, clock.instant(), Crypto.fastest())
                .chain();
        watch = ChainEnd.ofAuthority(() -> chain, clock, alarms, metrics);
    }

    @Test
    void isQuietWhileThereIsTime() {
        lookAt(Duration.ofDays(91));

        assertThat(alarms.raised()).isEmpty();
        assertThat(metrics.page())
                .contains("bulla_ca_chain_end_seconds " + chain.end().getEpochSecond() + "\n");
    }

    @Test
    void raisesAnAlarmNinetyDaysBeforeTheEnd() {
        lookAt(Duration.ofDays(90));

        assertThat(alarms.raised()).containsOnlyKeys("chain-ends-soon");
    }

    @Test
    void warnsOnceAtEachStep() {
        for (var days : new int[] {90, 89, 31, 30, 29, 8, 7, 6}) {
            lookAt(Duration.ofDays(days));
        }

        assertThat(metrics.page()).contains("bulla_alarms_total{alarm=\"chain-ends-soon\"} 3\n");
    }

    @Test
    void isQuietAgainWithANewChain() {
        lookAt(Duration.ofDays(10));
        chain = TestAuthority.of(KeyKind.P256, clock.instant(), Crypto.fastest())
                .chain();

        watch.look();

        assertThat(alarms.raised()).isEmpty();
    }

    private void lookAt(Duration beforeTheEnd) {
        clock.moveTo(chain.end().minus(beforeTheEnd));
        watch.look();
    }
}
