/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.config.TrustSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.testing.TestToken;
import dev.bulla.ca.testing.TokenKey;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Issuers' keys as the server wires them from an issuer configuration, without the rest of the server. */
final class KeysFixture implements AutoCloseable {
    final Metrics metrics = new Metrics();
    final Alarms alarms = new Alarms(metrics);
    final Readiness readiness = new Readiness(alarms);
    final Problems problems = new Problems();
    private final InstantSource clock;
    private final TrustSettings trust;
    private final KeySources keys;
    private final KeysInUse inUse;
    private final Map<String, KeySource> sources = new HashMap<>();
    private final Map<String, IssuerKeys> known = new HashMap<>();

    KeysFixture(Path folder, String issuers, IssuerRoutes.Cluster cluster, InstantSource clock) throws IOException {
        this.clock = clock;
        this.trust = TrustFile.read(Files.writeString(folder.resolve("issuers.yaml"), issuers), problems);
        var overview = new IssuerOverview(metrics, readiness, alarms);
        this.inUse = new KeysInUse(overview);
        this.keys = new KeysWiring(
                new KeySetReader(Crypto.fastest()),
                new KeysWiring.Doors(new Cores(2), 100),
                overview::eventsOf,
                new IssuerRoutes(cluster, Map.of()),
                clock);
    }

    KeysFixture(Path folder, String issuers) throws IOException {
        this(folder, issuers, IssuerRoutes.Cluster.USUAL, InstantSource.system());
    }

    List<String> errors() {
        return problems.errors();
    }

    /** Makes what the first configured issuer needs, as a start does. */
    void prepare() {
        var _ = source(trust.issuers().getFirst(), keys::ofIssuer);
    }

    /** Lets the clock begin that looks after the keys. */
    void start() {
        inUse.start();
    }

    /** Verifies an honest token of the first configured issuer. */
    void verify(TokenKey by) {
        var issuer = trust.issuers().getFirst();
        verify(issuer, source(issuer, keys::ofIssuer), by);
    }

    /** Verifies an honest token of an issuer that the first pattern let in. */
    void verifyMember(String url, TokenKey by) {
        var pattern = trust.metaIssuers().getFirst();
        verify(pattern.member(url), source(pattern, keys::ofPattern), by);
    }

    private KeySource source(IssuerSettings entry, Function<IssuerSettings, KeySource> make) {
        var source = sources.computeIfAbsent(entry.url(), _ -> make.apply(entry));
        inUse.use(sources);
        return source;
    }

    private void verify(IssuerSettings issuer, KeySource source, TokenKey by) {
        var keysOfIssuer =
                known.computeIfAbsent(issuer.url(), _ -> source.keys().apply(issuer));
        var verifier = new TokenVerifier(issuer.url(), TestToken.AUDIENCE, keysOfIssuer, clock);
        var token = TestToken.honest(by, issuer.url(), clock.instant()).compact();
        verifier.verify(UnverifiedToken.parse(token));
    }

    @Override
    public void close() {
        inUse.close();
    }
}
