/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import dev.bulla.ca.certificate.IssuingChain;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Watches how long the CA's chain has left. Warns once at each of 90, 30 and 7 days, and raises an alarm meanwhile. */
public final class ChainEnd {
    private static final Logger LOG = System.getLogger(ChainEnd.class.getName());
    private static final List<Integer> DAYS = List.of(7, 30, 90);

    private final Supplier<IssuingChain> chain;
    private final InstantSource clock;
    private final Alarms alarms;
    private int warnedAt = Integer.MAX_VALUE;

    public ChainEnd(Supplier<IssuingChain> chain, InstantSource clock, Alarms alarms, Metrics metrics) {
        this.chain = chain;
        this.clock = clock;
        this.alarms = alarms;
        metrics.gauge("bulla_ca_chain_end_seconds", "When the first certificate of the CA's chain ends, Unix time.")
                .is(() -> chain.get().end().getEpochSecond());
        metrics.gauge("bulla_ca_certificate_end_seconds", "When the certificate of the CA's key ends, Unix time.")
                .is(() -> chain.get()
                        .certificates()
                        .getFirst()
                        .getNotAfter()
                        .toInstant()
                        .getEpochSecond());
    }

    /** Looks once. To be called now and then. */
    public synchronized void look() {
        var end = chain.get().end();
        var left = Duration.between(clock.instant(), end);
        var reached = DAYS.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst();
        if (reached.isEmpty()) {
            warnedAt = Integer.MAX_VALUE;
            alarms.clear(Alarm.CHAIN_ENDS_SOON);
        } else if (reached.get() < warnedAt) {
            warnedAt = reached.get();
            LOG.log(Level.WARNING, "the CA''s chain ends at {0}, in less than {1} days", end, warnedAt);
            alarms.raise(Alarm.CHAIN_ENDS_SOON, "a certificate of the CA's chain ends at " + end);
        }
    }
}
