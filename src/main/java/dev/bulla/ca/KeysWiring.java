/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.discovery.IssuerAddress;
import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.discovery.IssuerHttp;
import dev.bulla.ca.discovery.KeyTerms;
import dev.bulla.ca.discovery.OidcDiscovery;
import dev.bulla.ca.discovery.PinnedKeys;
import dev.bulla.ca.discovery.PlainHttp;
import dev.bulla.ca.discovery.WaitingRoom;
import dev.bulla.ca.pace.Allowance;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySetReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where the keys of every issuer come from, and the clock that looks after them. Nothing is fetched here: a server starts
 * whether its issuers answer or not.
 *
 * <p>All issuers of one pattern share a way to them, a waiting room, an allowance and one line of health, so that whatever
 * tokens name costs no more than the pattern may.
 */
final class KeysWiring implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KeysWiring.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** So many issuers without keys are asked at once, and one more each second. */
    private static final int FIRST_FETCHES = 30;

    private final KeySetReader reader;
    private final Doors doors;
    private final IssuerOverview overview;
    private final InstantSource clock;
    private final IssuerRoutes routes;
    private final ConcurrentMap<String, IssuerKeys> direct = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Shared> patterns = new ConcurrentHashMap<>();
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuer-keys").daemon().factory());

    /** What keeps one issuer from filling the server. */
    record Doors(Cores cores, int requestsInFlight) {}

    private record Shared(IssuerHttp http, KeyTerms terms) {}

    KeysWiring(KeySetReader reader, Doors doors, IssuerOverview overview, IssuerRoutes routes, InstantSource clock) {
        this.reader = reader;
        this.doors = doors;
        this.overview = overview;
        this.routes = routes;
        this.clock = clock;
    }

    /** Gets ready for the issuers of a pattern. */
    void announce(IssuerSettings pattern, Problems problems) {
        try {
            var _ = shared(pattern, pattern.url());
        } catch (IllegalArgumentException e) {
            problems.add(pattern.place(), pattern.url() + ": " + e.getMessage());
        }
    }

    /**
     * The keys of an issuer.
     *
     * @throws IllegalArgumentException if they cannot be had as it is configured
     */
    IssuerKeys of(IssuerSettings issuer) {
        return issuer.pattern()
                .filter(_ -> !routes.isThisCluster(issuer))
                .map(it -> member(issuer, it))
                .orElseGet(() -> direct.computeIfAbsent(issuer.url(), _ -> direct(issuer)));
    }

    private IssuerKeys member(IssuerSettings issuer, String pattern) {
        var shared = shared(issuer, pattern);
        var address = IssuerAddress.of(issuer.url(), plainHttp(issuer), routes.keyHosts(issuer, true));
        return new OidcDiscovery(address, shared.http(), reader, shared.terms());
    }

    private Shared shared(IssuerSettings issuer, String pattern) {
        return patterns.computeIfAbsent(
                pattern, _ -> new Shared(routes.toPattern(issuer, pattern), terms(issuer, pattern)));
    }

    private IssuerKeys direct(IssuerSettings issuer) {
        var pinned = issuer.connection().keysFile();
        if (pinned.isPresent()) {
            return pinned(issuer, pinned.get());
        }
        var address = IssuerAddress.of(issuer.url(), plainHttp(issuer), routes.keyHosts(issuer, false));
        var http = routes.to(issuer);
        var keys = new OidcDiscovery(address, http, reader, terms(issuer, issuer.url()));
        looks.add(keys::tend);
        return keys;
    }

    private IssuerKeys pinned(IssuerSettings issuer, Path file) {
        var health = new IssuerHealth(clock);
        var keys = PinnedKeys.read(file, reader, health, clock, overview.eventsOf(issuer.url()));
        overview.add(issuer.url(), health, () -> 0);
        looks.add(keys::look);
        return keys;
    }

    private KeyTerms terms(IssuerSettings issuer, String entry) {
        var health = new IssuerHealth(clock);
        var room = WaitingRoom.quarterOf(doors.requestsInFlight(), doors.cores());
        var first = new Allowance(FIRST_FETCHES, Duration.ofSeconds(1), clock);
        overview.add(entry, health, room::waiting);
        return new KeyTerms(issuer.connection().keyLifetime(), room, first, health, clock);
    }

    private static PlainHttp plainHttp(IssuerSettings issuer) {
        return issuer.connection().plainHttp() ? PlainHttp.ANYWHERE : PlainHttp.LOOPBACK;
    }

    /** Begins to look after the keys, and asks for those of all configured issuers in the background. */
    void start() {
        var _ = ticker.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        for (var look : looks) {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the keys of an issuer could not be looked after", e);
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
