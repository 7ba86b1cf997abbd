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
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Issuers' keys as the server wires them from an issuer configuration, without the rest of the server. */
final class KeysFixture implements AutoCloseable {
    final Metrics metrics = new Metrics();
    final Alarms alarms = new Alarms(metrics);
    final Readiness readiness = new Readiness(alarms);
    final Problems problems = new Problems();
    private final InstantSource clock;
    private final TrustSettings trust;
    private final KeysWiring keys;

    KeysFixture(Path folder, String issuers, IssuerRoutes.Cluster cluster, InstantSource clock) throws IOException {
        this.clock = clock;
        this.trust = TrustFile.read(Files.writeString(folder.resolve("issuers.yaml"), issuers), problems);
        this.keys = new KeysWiring(
                new KeySetReader(Crypto.fastest()),
                new KeysWiring.Doors(new Cores(2), 100),
                new IssuerOverview(metrics, readiness, alarms),
                new IssuerRoutes(cluster, Map.of()),
                clock);
        trust.metaIssuers().forEach(pattern -> keys.announce(pattern, problems));
    }

    KeysFixture(Path folder, String issuers) throws IOException {
        this(folder, issuers, IssuerRoutes.Cluster.USUAL, InstantSource.system());
    }

    List<String> errors() {
        return problems.errors();
    }

    /** Makes what the first configured issuer needs, as a start does. */
    void prepare() {
        var _ = keys.of(trust.issuers().getFirst());
    }

    /** Lets the clock begin that looks after the keys. */
    void start() {
        keys.start();
    }

    /** Verifies an honest token of the first configured issuer. */
    void verify(TokenKey by) {
        verify(trust.issuers().getFirst(), by);
    }

    /** Verifies an honest token of an issuer that the first pattern let in. */
    void verifyMember(String url, TokenKey by) {
        verify(trust.metaIssuers().getFirst().member(url), by);
    }

    private void verify(IssuerSettings issuer, TokenKey by) {
        var verifier = new TokenVerifier(issuer.url(), TestToken.AUDIENCE, keys.of(issuer), clock);
        var token = TestToken.honest(by, issuer.url(), clock.instant()).compact();
        verifier.verify(UnverifiedToken.parse(token));
    }

    @Override
    public void close() {
        keys.close();
    }
}
