/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Issuer settings to where the keys come from. Nothing is fetched here: a server starts whether its issuers answer or not.
 *
 * <p>All issuers of one pattern share a way to them, a waiting room, an allowance and one line of health, so that whatever
 * tokens name costs no more than the pattern may.
 */
final class KeysWiring implements KeySources {
    /** So many issuers without keys are asked at once, and one more each second. */
    private static final int FIRST_FETCHES = 30;

    private final KeySetReader reader;
    private final Doors doors;
    private final Function<String, PinnedKeys.Events> events;
    private final IssuerRoutes routes;
    private final InstantSource clock;

    /** What keeps one issuer from filling the server. */
    record Doors(Cores cores, int requestsInFlight) {}

    /** @param events who hears of the file with an issuer's keys */
    KeysWiring(
            KeySetReader reader,
            Doors doors,
            Function<String, PinnedKeys.Events> events,
            IssuerRoutes routes,
            InstantSource clock) {
        this.reader = reader;
        this.doors = doors;
        this.events = events;
        this.routes = routes;
        this.clock = clock;
    }

    @Override
    public KeySource ofIssuer(IssuerSettings issuer) {
        return issuer.connection().keysFile().map(file -> pinned(issuer, file)).orElseGet(() -> discovered(issuer));
    }

    private KeySource discovered(IssuerSettings issuer) {
        var terms = terms(issuer);
        var keys = keys(issuer, routes.to(issuer), terms, false);
        return new KeySource(_ -> keys, terms.health(), terms.room()::waiting, keys::tend);
    }

    private KeySource pinned(IssuerSettings issuer, Path file) {
        var health = new IssuerHealth(clock);
        var keys = PinnedKeys.read(file, reader, health, clock, events.apply(issuer.url()));
        return new KeySource(_ -> keys, health, () -> 0, keys::look);
    }

    /** Members are asked when a token names them, and then only. */
    @Override
    public KeySource ofPattern(IssuerSettings pattern) {
        var terms = terms(pattern);
        var http = routes.toPattern(pattern, pattern.url());
        Function<IssuerSettings, IssuerKeys> keys = member -> routes.isThisCluster(member)
                ? keys(member, routes.to(member), terms, false)
                : keys(member, http, terms, true);
        return new KeySource(keys, terms.health(), terms.room()::waiting, () -> {});
    }

    private OidcDiscovery keys(IssuerSettings issuer, IssuerHttp http, KeyTerms terms, boolean member) {
        var plainHttp = issuer.connection().plainHttp() ? PlainHttp.ANYWHERE : PlainHttp.LOOPBACK;
        var address = IssuerAddress.of(issuer.url(), plainHttp, routes.keyHosts(issuer, member));
        return new OidcDiscovery(address, http, reader, terms);
    }

    private KeyTerms terms(IssuerSettings entry) {
        var room = WaitingRoom.quarterOf(doors.requestsInFlight(), doors.cores());
        var first = new Allowance(FIRST_FETCHES, Duration.ofSeconds(1), clock);
        return new KeyTerms(entry.connection().keyLifetime(), room, first, new IssuerHealth(clock), clock);
    }
}
