/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeysInUseTest {
    private static final int AT_ONCE = 32;

    private final Alarms alarms = new Alarms(new Metrics());

    @Test
    void asksFewOfManyIssuersAtATimeAndAllOfThemInTheEnd() throws Exception {
        // given a thousand issuers that do not answer yet
        var asked = new Semaphore(0);
        var answer = new CountDownLatch(1);
        try (var keys = new KeysInUse(new IssuerOverview(new Metrics(), new Readiness(alarms), alarms))) {
            keys.use(sources(1000, () -> {
                asked.release();
                await(answer);
            }));

            // when
            keys.start();

            // then
            assertThat(asked.tryAcquire(AT_ONCE, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(asked.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
            answer.countDown();
            assertThat(asked.tryAcquire(1000 - AT_ONCE, 10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Map<String, KeySource> sources(int count, Runnable tend) {
        var sources = new HashMap<String, KeySource>();
        for (var number = 0; number < count; number++) {
            var health = new IssuerHealth(InstantSource.system());
            sources.put(
                    "https://issuer-" + number + ".example.com",
                    new KeySource(
                            _ -> {
                                throw new AssertionError("nobody wants keys");
                            },
                            health,
                            () -> 0,
                            tend));
        }
        return sources;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
