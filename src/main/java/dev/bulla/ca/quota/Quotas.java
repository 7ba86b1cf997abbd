/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The buckets of one issuer: one of its own, and one for each identity that has asked lately.
 *
 * <p>A bucket that is full again says nothing and is dropped when room is needed. If all are in use, an identity that has
 * none is told to come back when the first of them is full.
 */
public final class Quotas {
    private final Limits limits;
    private final InstantSource clock;
    private final Bucket ofIssuer = new Bucket();
    private final Map<String, Bucket> byIdentity = new HashMap<>();

    /** Until then a look for full buckets finds none, so nobody can make us look in vain all the time. */
    private long nextFull;

    /**
     * What is allowed.
     *
     * @param issuer     of all requesters of the issuer together
     * @param identity   of each of them
     * @param identities how many of them are remembered
     */
    public record Limits(Optional<Rate> issuer, Optional<Rate> identity, int identities) {
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), 0);

        public boolean isNone() {
            return issuer.isEmpty() && identity.isEmpty();
        }
    }

    public Quotas(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public static Quotas none() {
        return new Quotas(Limits.NONE, InstantSource.system());
    }

    /** Takes one request from both buckets, or from none and tells why. Empty if it was taken, or nothing is limited. */
    public Optional<Excess> take(Supplier<String> identity) {
        return limits.isNone() ? Optional.empty() : take(identity.get(), nanos(clock.instant()));
    }

    private synchronized Optional<Excess> take(String identity, long now) {
        var all = limits.issuer().map(rate -> ofIssuer.waitFor(rate, now)).orElse(0L);
        if (all > 0) {
            return excess(Excess.Of.ISSUER, all);
        }
        if (limits.identity().isPresent()) {
            var rate = limits.identity().get();
            var bucket = byIdentity.get(identity);
            if (bucket == null && !hasRoom(rate, now)) {
                return excess(Excess.Of.TABLE, nextFull - now);
            }
            bucket = bucket == null ? new Bucket() : bucket;
            var own = bucket.waitFor(rate, now);
            if (own > 0) {
                return excess(Excess.Of.IDENTITY, own);
            }
            bucket.take(rate, now);
            byIdentity.put(identity, bucket);
        }
        limits.issuer().ifPresent(rate -> ofIssuer.take(rate, now));
        return Optional.empty();
    }

    private boolean hasRoom(Rate rate, long now) {
        var clockWasSetBack = nextFull > now + rate.nanosOfFull();
        if (byIdentity.size() >= limits.identities() && (now >= nextFull || clockWasSetBack)) {
            byIdentity.values().removeIf(bucket -> bucket.fullAt(rate, now) <= now);
            nextFull = byIdentity.values().stream()
                    .mapToLong(bucket -> bucket.fullAt(rate, now))
                    .min()
                    .orElse(now);
        }
        return byIdentity.size() < limits.identities();
    }

    private static Optional<Excess> excess(Excess.Of whose, long nanos) {
        return Optional.of(new Excess(whose, Duration.ofNanos(nanos)));
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    synchronized int remembered() {
        return byIdentity.size();
    }

    /**
     * A request too many.
     *
     * @param until how long until one more would be taken
     */
    public record Excess(Of whose, Duration until) {

        /** Which bound it was. */
        public enum Of {
            ISSUER,
            IDENTITY,
            /** There is no room to remember one more identity. */
            TABLE
        }
    }
}
