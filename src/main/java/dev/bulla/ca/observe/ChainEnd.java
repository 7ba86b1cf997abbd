/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.timestamp.StampingChain;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Watches how long a chain has left. Warns once at each of 90, 30 and 7 days, and raises an alarm meanwhile. */
public final class ChainEnd {
    private static final Logger LOG = System.getLogger(ChainEnd.class.getName());
    private static final List<Integer> DAYS = List.of(7, 30, 90);

    private final Chain chain;
    private final InstantSource clock;
    private final Alarms alarms;
    private int warnedAt = Integer.MAX_VALUE;

    /**
     * What is watched.
     *
     * @param name   for people
     * @param prefix of its metrics
     * @param end    when its first certificate expires
     * @param first  the certificate of the key
     */
    private record Chain(
            String name, String prefix, Alarm alarm, Supplier<Instant> end, Supplier<X509Certificate> first) {}

    private ChainEnd(Chain chain, InstantSource clock, Alarms alarms, Metrics metrics) {
        this.chain = chain;
        this.clock = clock;
        this.alarms = alarms;
        metrics.gauge(
                        chain.prefix() + "_chain_end_seconds",
                        "When the first certificate of " + chain.name() + " ends, Unix time.")
                .is(() -> chain.end().get().getEpochSecond());
        metrics.gauge(
                        chain.prefix() + "_certificate_end_seconds",
                        "When the certificate of the key of " + chain.name() + " ends, Unix time.")
                .is(() -> chain.first().get().getNotAfter().toInstant().getEpochSecond());
    }

    /** Watches the chain under which certificates are issued. */
    public static ChainEnd ofAuthority(
            Supplier<IssuingChain> chain, InstantSource clock, Alarms alarms, Metrics metrics) {
        return new ChainEnd(
                new Chain(
                        "the CA's chain",
                        "bulla_ca",
                        Alarm.CHAIN_ENDS_SOON,
                        () -> chain.get().end(),
                        () -> chain.get().certificates().getFirst()),
                clock,
                alarms,
                metrics);
    }

    /** Watches the chain under which times are stamped. */
    public static ChainEnd ofTimestamps(
            Supplier<StampingChain> chain, InstantSource clock, Alarms alarms, Metrics metrics) {
        return new ChainEnd(
                new Chain(
                        "the chain for timestamps",
                        "bulla_tsa",
                        Alarm.TSA_CHAIN_ENDS_SOON,
                        () -> chain.get().end(),
                        () -> chain.get().certificates().getFirst()),
                clock,
                alarms,
                metrics);
    }

    /** Looks once. To be called now and then. */
    public synchronized void look() {
        var end = chain.end().get();
        var left = Duration.between(clock.instant(), end);
        var reached = DAYS.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst();
        if (reached.isEmpty()) {
            warnedAt = Integer.MAX_VALUE;
            alarms.clear(chain.alarm());
        } else if (reached.get() < warnedAt) {
            warnedAt = reached.get();
            LOG.log(Level.WARNING, "{0} ends at {1}, in less than {2} days", chain.name(), end, warnedAt);
            alarms.raise(chain.alarm(), "a certificate of " + chain.name() + " ends at " + end);
        }
    }
}
