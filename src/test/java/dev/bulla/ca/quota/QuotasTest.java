/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.quota.Quotas.Excess;
import dev.bulla.ca.quota.Quotas.Limits;
import dev.bulla.ca.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final Optional<Rate> THREE_A_MINUTE = Optional.of(new Rate(3, Duration.ofMinutes(1)));

    private final TestClock clock = new TestClock();

    @Test
    void takesAsManyAsFitAndOneMoreForEachShareOfThePeriod() {
        var quotas = perIdentity(10);

        for (int i = 0; i < 3; i++) {
            assertThat(take(quotas, "ada")).isEmpty();
        }
        assertThat(take(quotas, "ada")).contains(new Excess(Excess.Of.IDENTITY, Duration.ofSeconds(20)));
        clock.forward(Duration.ofSeconds(19));
        assertThat(take(quotas, "ada")).contains(new Excess(Excess.Of.IDENTITY, Duration.ofSeconds(1)));
        clock.forward(Duration.ofSeconds(1));
        assertThat(take(quotas, "ada")).isEmpty();
        assertThat(take(quotas, "ada")).isPresent();
    }

    @Test
    void isFullAgainAfterAWholePeriodAndNoFuller() {
        var quotas = perIdentity(10);
        exhaust(quotas, "ada");

        clock.forward(Duration.ofDays(2));

        for (int i = 0; i < 3; i++) {
            assertThat(take(quotas, "ada")).isEmpty();
        }
        assertThat(take(quotas, "ada")).isPresent();
    }

    @Test
    void countsEachIdentityForItself() {
        var quotas = perIdentity(10);
        exhaust(quotas, "ada");

        assertThat(take(quotas, "bob")).isEmpty();
    }

    @Test
    void countsAllOfAnIssuerTogetherAndTakesFromBothBucketsOrNone() {
        var issuer = Optional.of(new Rate(4, Duration.ofMinutes(1)));
        var quotas = new Quotas(new Limits(issuer, THREE_A_MINUTE, 10), clock);
        exhaust(quotas, "ada");
        assertThat(take(quotas, "ada")).map(Excess::whose).contains(Excess.Of.IDENTITY);

        assertThat(take(quotas, "bob")).isEmpty();
        assertThat(take(quotas, "bob")).contains(new Excess(Excess.Of.ISSUER, Duration.ofSeconds(15)));

        clock.forward(Duration.ofSeconds(15));
        assertThat(take(quotas, "bob")).isEmpty();
        clock.forward(Duration.ofSeconds(15));
        assertThat(take(quotas, "bob")).isEmpty();
        clock.forward(Duration.ofSeconds(15));
        // Had the two refusals above cost something, this would be too many.
        assertThat(take(quotas, "bob")).isEmpty();
    }

    @Test
    void dropsFullBucketsAndOnlyThoseWhenRoomIsNeeded() {
        var quotas = perIdentity(2);
        take(quotas, "early");
        clock.forward(Duration.ofSeconds(10));
        exhaust(quotas, "busy");

        assertThat(take(quotas, "late")).contains(new Excess(Excess.Of.TABLE, Duration.ofSeconds(10)));
        clock.forward(Duration.ofSeconds(10));

        assertThat(take(quotas, "late")).isEmpty();
        assertThat(quotas.remembered()).isEqualTo(2);
        assertThat(take(quotas, "busy")).map(Excess::whose).contains(Excess.Of.IDENTITY);
    }

    @Test
    void isNotFloodedByIdentitiesThatComeOnce() {
        var quotas = perIdentity(100);

        for (int i = 0; i < 10_000; i++) {
            take(quotas, "identity-" + i);
        }

        assertThat(quotas.remembered()).isEqualTo(100);
    }

    @Test
    void aClockThatIsSetBackLocksOutForAPeriodAtMost() {
        var quotas = perIdentity(10);
        clock.forward(Duration.ofDays(1));
        exhaust(quotas, "ada");
        clock.back(Duration.ofDays(1));

        assertThat(take(quotas, "ada"))
                .hasValueSatisfying(excess -> assertThat(excess.until()).isLessThanOrEqualTo(Duration.ofMinutes(1)));
        clock.forward(Duration.ofMinutes(1));
        assertThat(take(quotas, "ada")).isEmpty();
    }

    @Test
    void aFullTableOutlivesAClockThatIsSetBack() {
        var quotas = perIdentity(1);
        clock.forward(Duration.ofDays(1));
        take(quotas, "ada");
        take(quotas, "bob");
        clock.back(Duration.ofDays(1));
        take(quotas, "bob");
        clock.forward(Duration.ofMinutes(1));

        assertThat(take(quotas, "bob")).isEmpty();
    }

    @Test
    void limitsNothingWhereNothingIsSet() {
        var quotas = Quotas.none();

        for (int i = 0; i < 1000; i++) {
            assertThat(take(quotas, "ada")).isEmpty();
        }
        assertThat(quotas.remembered()).isZero();
    }

    @Test
    void handsOutExactlyAsManyToThoseWhoAskAtOnce() throws Exception {
        var quotas =
                new Quotas(new Limits(Optional.of(new Rate(50, Duration.ofHours(1))), Optional.empty(), 10), clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<Optional<Excess>>>();
            for (int i = 0; i < 200; i++) {
                asked.add(() -> take(quotas, "ada"));
            }
            var taken = 0;
            for (var answer : threads.invokeAll(asked)) {
                taken += answer.get().isEmpty() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(50);
        }
    }

    private Quotas perIdentity(int identities) {
        return new Quotas(new Limits(Optional.empty(), THREE_A_MINUTE, identities), clock);
    }

    private static void exhaust(Quotas quotas, String identity) {
        for (int i = 0; i < 3; i++) {
            assertThat(take(quotas, identity)).isEmpty();
        }
    }

    private static Optional<Excess> take(Quotas quotas, String identity) {
        return quotas.take(() -> identity);
    }
}
