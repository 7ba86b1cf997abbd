/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.token.KeySet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer as last seen.
 *
 * <p>When the issuer is asked, and what is believed when it does not answer:
 * <pre>
 *   keys younger than an hour         are used as they are
 *   older keys, or none               the issuer is asked; whoever waits shares one fetch
 *     which fails, keys under a day   the old keys are used, and the next try is ten seconds later
 *     which fails, none such          unavailable; the next request tries again
 *   a token that no key verifies      the issuer is asked, at most once in ten seconds
 *     which fails                     unavailable for these ten seconds: we cannot know whether the token is good
 * </pre>
 * A fetch has its own virtual thread, so that it does not end with the request that began it. Whoever waits for it gives
 * its core back meanwhile; keys at hand cost nothing but a read.
 */
final class KeySetCache {
    static final Duration FRESH = Duration.ofHours(1);
    static final Duration USABLE = Duration.ofHours(24);
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Supplier<KeySet> fetch;
    private final Cores cores;
    private final InstantSource clock;

    private volatile @Nullable Held held;
    private @Nullable CompletableFuture<KeySet> flight;
    private @Nullable Instant failed;
    private @Nullable Instant askedForNewer;

    private record Held(KeySet keys, Instant since) {}

    KeySetCache(Supplier<KeySet> fetch, Cores cores, InstantSource clock) {
        this.fetch = fetch;
        this.cores = cores;
        this.clock = clock;
    }

    /** The keys are looked at before the clock, or those that land in between would seem to come from the future. */
    KeySet current() {
        var seen = held;
        var now = clock.instant();
        if (seen != null && isWithin(FRESH, seen.since(), now)) {
            return seen.keys();
        }
        var usable = Optional.ofNullable(seen)
                .filter(old -> isWithin(USABLE, old.since(), now))
                .map(Held::keys);
        if (usable.isEmpty()) {
            return await(flightAfter(keysOf(seen)));
        }
        try {
            return fresherFlight(usable.get()).map(this::await).orElseGet(usable::get);
        } catch (UnavailableException e) {
            return usable.get();
        }
    }

    KeySet newerThan(KeySet tried) {
        var seen = held;
        if (seen != null && seen.keys() != tried) {
            return seen.keys();
        }
        return newerFlight(tried).map(this::await).orElse(tried);
    }

    private static @Nullable KeySet keysOf(@Nullable Held held) {
        return held == null ? null : held.keys();
    }

    /** Nothing if the issuer failed lately. To decide and to ask is one step, or who comes between would ask it again. */
    private synchronized Optional<CompletableFuture<KeySet>> fresherFlight(KeySet old) {
        return failedLately(clock.instant()) ? Optional.empty() : Optional.of(flightAfter(old));
    }

    /** Nothing if the issuer was asked lately. To decide and to ask is one step, or who comes between would get the old keys. */
    private synchronized Optional<CompletableFuture<KeySet>> newerFlight(KeySet tried) {
        if (flight != null || keysOf(held) != tried) {
            return Optional.of(flightAfter(tried));
        }
        var now = clock.instant();
        if (!isWithin(BETWEEN_TRIES, askedForNewer, now)) {
            askedForNewer = now;
            return Optional.of(flightAfter(tried));
        }
        if (failedLately(now)) {
            throw new UnavailableException(Backend.ISSUER, "the issuer was just asked for newer keys and failed", null);
        }
        return Optional.empty();
    }

    private boolean failedLately(Instant now) {
        return isWithin(BETWEEN_TRIES, failed, now);
    }

    /** The fetch under way, a new one, or the result of one that ended since the caller looked. */
    private synchronized CompletableFuture<KeySet> flightAfter(@Nullable KeySet seen) {
        var latest = held;
        if (latest != null && latest.keys() != seen) {
            return CompletableFuture.completedFuture(latest.keys());
        }
        var joined = flight;
        if (joined == null) {
            var started = new CompletableFuture<KeySet>();
            Thread.ofVirtual().name("issuer-keys").start(() -> fly(started));
            flight = started;
            return started;
        }
        return joined;
    }

    private void fly(CompletableFuture<KeySet> landing) {
        var began = clock.instant();
        try {
            var keys = fetch.get();
            landed(new Held(keys, began));
            landing.complete(keys);
        } catch (RuntimeException | Error e) {
            crashed();
            landing.completeExceptionally(e);
        }
    }

    private synchronized void landed(Held fetched) {
        held = fetched;
        failed = null;
        flight = null;
    }

    /** The wait begins where the fetch ends: an issuer that is slow to fail would be asked again at once. */
    private synchronized void crashed() {
        failed = clock.instant();
        flight = null;
    }

    private KeySet await(CompletableFuture<KeySet> flight) {
        try {
            return cores.await(flight::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnavailableException cause) {
                throw new UnavailableException(cause.backend(), String.valueOf(cause.getMessage()), cause);
            }
            throw new IllegalStateException("fetching keys broke", e.getCause());
        }
    }

    /** A time in the future is not within: after a clock was set back nothing may be believed for ever. */
    private static boolean isWithin(Duration span, @Nullable Instant since, Instant now) {
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(span));
    }
}
