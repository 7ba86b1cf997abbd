/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.AuditTrail;
import dev.bulla.ca.observe.Decisions;
import dev.bulla.ca.observe.LogLines;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.ProofOfPossession;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.trust.TrustedIssuers;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a server of these settings has but for its ports, put together as {@link Wiring} does: the same objects, embedded log and
 * all. What a server writes to standard output is written, and goes nowhere.
 */
public final class PortlessServer implements AutoCloseable {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final InstantSource clock = InstantSource.system();
    private final Crypto crypto = Crypto.fastest();
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final Settings settings;
    private final SignerWiring signer;
    private final ShardWatch log;
    private final ReplayGuards guards;
    private final Issuance issuance;

    public PortlessServer(Settings settings, Problems problems) {
        LogLines.installTo(NOWHERE);
        this.settings = settings;
        var listeners = new SignerWiring.Listeners(alarms, metrics, PublicRecord.of(settings, clock));
        signer = SignerWiring.of(settings.signer(), crypto, clock, listeners);
        var logs = LogWiring.of(settings.log(), crypto, clock, alarms, metrics);
        log = logs.own().orElseThrow();
        guards = new ReplayGuards(settings.data(), clock, alarms, metrics);
        var rules = settings.rules();
        issuance = new Issuance(
                issuers(problems),
                new IssuancePolicy(new Profile(rules.lifetime(), rules.backdating(), SigningAlgorithm.defaults())),
                new ProofOfPossession(crypto, rules.proofOverAnyClaim()),
                new CertificateAuthority(signer.key(), logs.keys(), clock, new SecureRandom()),
                logs.log(),
                cores(),
                decisions());
    }

    private TrustedIssuers issuers(Problems problems) {
        var wiring = new IssuerWiring(TrustFile.read(settings.issuers(), problems), problems);
        var overview = new IssuerOverview(metrics, new Readiness(alarms), alarms);
        var keys = new KeysWiring(
                new KeySetReader(crypto),
                new KeysWiring.Doors(cores(), settings.limits().requestsInFlight()),
                overview::eventsOf,
                new IssuerRoutes(IssuerRoutes.Cluster.USUAL, Map.of()),
                clock);
        return wiring.made(new IssuerMaterials(keys, guards, clock), new MadeIssuers())
                .trusted();
    }

    private Cores cores() {
        return new Cores(settings.limits().cores(), settings.limits().coreWait());
    }

    private IssuanceEvents decisions() {
        var audit = AuditTrail.toStream(NOWHERE, settings.audit().required(), clock, alarms);
        return TracingWiring.of(settings.tracing(), clock, metrics).with(new Decisions(audit, alarms, metrics));
    }

    /** The walk, with everything that it needs. */
    public Issuance issuance() {
        return issuance;
    }

    public ShardedLog log() {
        return log.log();
    }

    @Override
    public void close() throws IOException {
        guards.close();
        log.close();
        signer.close();
    }
}
