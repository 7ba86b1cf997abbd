/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.pace.Allowance;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer as last seen.
 *
 * <p>When the issuer is asked, and what a request gets. A fetch is shared by all who want one; "waits" is for the end of it.
 * <pre>
 *   the keys are                        the request            the issuer is asked
 *   young                               uses them              not
 *   in the last quarter of being fresh  uses them              in the background
 *   no longer fresh                     waits, or uses them    now; the old keys are used if that fails
 *   the same, and the last fetch failed uses them              in the background
 *   past their lifetime, or none        waits                  now; unavailable if that fails
 *   of no use for its token             waits                  now; unavailable if that fails
 * </pre>
 * Keys are fresh for as long as the issuer's cache headers say, within five minutes and an hour, and have the lifetime that
 * the operator gave them; both begin when they were asked for.
 *
 * <p>What bounds the asking, whatever tokens come:
 * <pre>
 *   after a fetch that failed           nobody asks for a second, and twice as long after each further one, up to a minute
 *   for tokens that no key verifies     three times at once, and once more each minute
 *   while there are no keys             the allowance in the terms, which issuers of a pattern share
 *   waiting requests                    as many as the waiting room holds
 * </pre>
 * Who may not ask and has no keys to use hears at once that the issuer is unavailable.
 *
 * <p>A fetch has its own virtual thread, so that it does not end with the request that began it. Whoever waits for it gives
 * its core back meanwhile; keys at hand cost nothing but a read.
 */
final class KeySetCache {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    static final int REFRESHES = 3;
    static final Duration ONE_MORE_REFRESH = Duration.ofMinutes(1);

    private final Supplier<FetchedKeys> fetch;
    private final KeyTerms terms;
    private final InstantSource clock;
    private final Allowance refreshes;

    private volatile @Nullable Held held;
    private volatile @Nullable Failed failed;
    private @Nullable CompletableFuture<KeySet> flight;

    /** A fetch that succeeded. Compared by its keys, of which each fetch makes new ones. */
    private record Held(KeySet keys, Instant since, Duration fresh) {

        boolean isYoung(Instant now) {
            return isWithin(fresh.dividedBy(4).multipliedBy(3), since, now);
        }

        boolean isFresh(Instant now) {
            return isWithin(fresh, since, now);
        }
    }

    private record Failed(String reason, Instant at, Duration pause) {

        boolean isPause(Instant now) {
            return isWithin(pause, at, now);
        }

        Duration longerPause() {
            var twice = pause.multipliedBy(2);
            return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    KeySetCache(Supplier<FetchedKeys> fetch, KeyTerms terms) {
        this.fetch = fetch;
        this.terms = terms;
        this.clock = terms.clock();
        this.refreshes = new Allowance(REFRESHES, ONE_MORE_REFRESH, clock);
    }

    /** The keys are looked at before the clock, or those that land in between would seem to come from the future. */
    KeySet current() {
        var seen = held;
        var now = clock.instant();
        if (seen != null && seen.isYoung(now)) {
            return seen.keys();
        }
        if (seen == null || !isWithin(terms.lifetime(), seen.since(), now)) {
            return await(flightAfter(seen));
        }
        if (seen.isFresh(now) || failed != null) {
            refresh(seen);
            return seen.keys();
        }
        try {
            return await(flightAfter(seen));
        } catch (UnavailableException e) {
            return seen.keys();
        }
    }

    KeySet newerThan(KeySet tried) {
        var seen = held;
        if (seen != null && seen.keys() != tried) {
            return seen.keys();
        }
        return await(newerFlight(tried));
    }

    /** Sees to it that the next request finds young keys. Waits for the issuer if it has to be asked. */
    void tend() {
        var seen = held;
        if (seen != null && seen.isYoung(clock.instant())) {
            return;
        }
        try {
            var _ = flightAfter(seen).join();
        } catch (UnavailableException | CompletionException e) {
            // It failed, or may not be asked now. Somebody will look again.
        }
    }

    private void refresh(Held seen) {
        try {
            var _ = flightAfter(seen);
        } catch (UnavailableException e) {
            // It may not be asked now. Somebody will look again.
        }
    }

    private static @Nullable KeySet keysOf(@Nullable Held held) {
        return held == null ? null : held.keys();
    }

    /** To decide and to ask is one step, or who comes between would ask a second time. */
    private synchronized CompletableFuture<KeySet> flightAfter(@Nullable Held seen) {
        var latest = held;
        if (latest != null && latest.keys() != keysOf(seen)) {
            return CompletableFuture.completedFuture(latest.keys());
        }
        if (flight != null) {
            return flight;
        }
        refuseDuringPause();
        if (latest == null && !terms.first().take()) {
            throw unavailable("too many issuers were asked that we have no keys of");
        }
        return takeOff();
    }

    private synchronized CompletableFuture<KeySet> newerFlight(KeySet tried) {
        var latest = held;
        if (latest != null && latest.keys() != tried) {
            return CompletableFuture.completedFuture(latest.keys());
        }
        if (flight != null) {
            return flight;
        }
        refuseDuringPause();
        if (!refreshes.take()) {
            throw unavailable("the issuer was asked too often for keys that it does not have");
        }
        return takeOff();
    }

    private void refuseDuringPause() {
        var last = failed;
        if (last != null && last.isPause(clock.instant())) {
            throw unavailable("the issuer has just failed: " + last.reason());
        }
    }

    private CompletableFuture<KeySet> takeOff() {
        var landing = new CompletableFuture<KeySet>();
        flight = landing;
        var trace = Trace.current();
        Thread.ofVirtual().name("issuer-keys").start(() -> trace.within(() -> fly(landing)));
        return landing;
    }

    private void fly(CompletableFuture<KeySet> landing) {
        var began = clock.instant();
        try {
            var fetched = fetch.get();
            landed(new Held(fetched.keys(), began, fetched.fresh()));
            landing.complete(fetched.keys());
        } catch (RuntimeException | Error e) {
            crashed(String.valueOf(e.getMessage()));
            landing.completeExceptionally(e);
        }
    }

    private synchronized void landed(Held fetched) {
        held = fetched;
        failed = null;
        flight = null;
    }

    /** The pause begins where the fetch ends: an issuer that is slow to fail would be asked again at once. */
    private synchronized void crashed(String reason) {
        var before = failed;
        failed = new Failed(reason, clock.instant(), before == null ? FIRST_PAUSE : before.longerPause());
        flight = null;
    }

    private KeySet await(CompletableFuture<KeySet> flight) {
        try {
            return flight.isDone() ? flight.join() : terms.room().await(flight::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnavailableException cause) {
                throw new UnavailableException(cause.backend(), String.valueOf(cause.getMessage()), cause);
            }
            throw new IllegalStateException("fetching keys broke", e.getCause());
        }
    }

    private static UnavailableException unavailable(String why) {
        return new UnavailableException(Backend.ISSUER, why, null);
    }

    /** A time in the future is not within: after a clock was set back nothing may be believed for ever. */
    private static boolean isWithin(Duration span, Instant since, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(span));
    }
}
