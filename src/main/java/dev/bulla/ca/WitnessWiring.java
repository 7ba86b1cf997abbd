/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.config.TlsTargets;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.WitnessFolder;
import dev.bulla.ca.observe.AdminServer;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.DiskMetrics;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.ProcessMetrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.publication.WitnessPort;
import dev.bulla.ca.publication.WitnessSite;
import dev.bulla.ca.quota.Quotas;
import dev.bulla.ca.quota.Rate;
import dev.bulla.ca.transparency.WitnessPolicyFile;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.TreeWitness;
import dev.bulla.ctlog.WitnessPolicy;
import dev.bulla.ctlog.WitnessSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a witness of our own together: its key, its folder, its ports. */
public final class WitnessWiring {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 1024;
    private static final int HEAD = 16 * 1024;
    private static final int SOURCES = 65_536;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Order order;
    private final InstantSource clock;
    private final Crypto crypto = Crypto.fastest();
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final Readiness readiness = new Readiness(alarms);

    /**
     * What is wanted.
     *
     * @param policy    file with the logs to watch
     * @param perSecond requests that one address may make in a second
     */
    public record Order(WitnessFolder folder, Path policy, Listening listening, int perSecond) {}

    /** @param tls of the port that logs ask at */
    public record Listening(Settings.Address http, Settings.Address admin, Optional<TlsTargets.Target> tls) {}

    /**
     * A witness at work.
     *
     * @param key as logs and verifiers are told of it
     */
    public record Started(String key, RunningServer server) {}

    private WitnessWiring(Order order, InstantSource clock) {
        this.order = order;
        this.clock = clock;
    }

    /** Starts a witness. Throws {@link InvalidSettingsException} if what it was given or what it finds is not sound. */
    public static Started start(Order order, InstantSource clock) throws IOException {
        var opened = new Opened();
        try {
            return new WitnessWiring(order, clock).start(opened);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private Started start(Opened opened) throws IOException {
        var policy = policy();
        var signer = new WitnessKeys(order.folder(), crypto).signer();
        var witness = opened.add(open(policy, signer));
        tell(policy, signer.verifierKey(), witness);
        var listening = order.listening();
        var tls = opened.add(TlsWiring.of(clock, new TlsOverview(clock, alarms, metrics, readiness)));
        var adminPort = tls.endpoint("admin", listening.admin(), Optional.empty());
        var admin = opened.add(AdminServer.start(http(adminPort), List.of(), metrics, readiness));
        var site = new WitnessSite(witness, quotas(), new WitnessMetrics(metrics, alarms));
        var port = opened.add(WitnessPort.start(http(tls.endpoint("HTTP", listening.http(), listening.tls())), site));
        readiness.serving(true);
        var ports = new RunningServer.Ports(port.port(), 0, admin.port());
        var running = new RunningServer(ports, readiness, () -> {}, List.of(port), List.of(tls, admin, witness));
        return new Started(signer.verifierKey(), running);
    }

    private WitnessPolicy policy() {
        try {
            var policy = WitnessPolicyFile.read("--policy", order.policy(), crypto);
            if (policy.logs().isEmpty()) {
                throw new IllegalArgumentException("--policy: " + order.policy() + " names no log to watch");
            }
            return policy;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private TreeWitness open(WitnessPolicy policy, WitnessSigner signer) {
        try {
            return TreeWitness.open(order.folder().logs(), policy, signer, clock, crypto.complete());
        } catch (LogStartException e) {
            throw new InvalidSettingsException(List.of("the witness: " + e.getMessage()));
        }
    }

    private void tell(WitnessPolicy policy, String key, TreeWitness witness) {
        ProcessMetrics.register(metrics, clock);
        DiskMetrics.register(metrics, Map.of("data", order.folder().path()));
        var size = metrics.gauge("bulla_witness_size", "Entries of the log when our witness last signed it.", "log");
        readiness.fact("version", Version.current()::version).fact("witness", () -> key);
        for (var log : policy.logs()) {
            size.is(() -> witness.sizes().getOrDefault(log.name(), 0L), log.name());
            readiness.fact(
                    "log " + log.name(),
                    () -> Optional.ofNullable(witness.sizes().get(log.name()))
                            .map(entries -> entries + " entries signed")
                            .orElse("nothing signed yet"));
        }
    }

    private Quotas quotas() {
        var each = new Rate(order.perSecond(), SECOND);
        return new Quotas(new Quotas.Limits(Optional.empty(), Optional.of(each), SOURCES), clock);
    }

    private static HttpSettings http(Endpoint endpoint) {
        return new HttpSettings(
                endpoint,
                PATIENCE,
                Duration.ofSeconds(60),
                GRACE,
                HttpSettings.Room.forConnections(CONNECTIONS, HEAD, CONNECTIONS));
    }
}
