/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.transparency.EmbeddedLog;
import dev.bulla.ca.transparency.LogEndpoint;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ca.transparency.NoLog;
import dev.bulla.ca.transparency.Patience;
import dev.bulla.ca.transparency.RemoteLog;
import dev.bulla.ca.transparency.WitnessCalls;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogStatus;
import dev.bulla.ctlog.WitnessCaller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The transparency log that the settings name, with the keys whose timestamps are believed.
 *
 * @param own  the log that is embedded here, if that is it
 * @param fact what the readiness page says about it
 */
record LogWiring(TransparencyLog log, List<LogKey> keys, Optional<CertificateLog> own, Supplier<String> fact) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    static LogWiring of(LogTarget target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        return switch (target) {
            case LogTarget.None none ->
                new LogWiring(
                        NoLog.NO_LOG, List.of(), Optional.empty(), () -> "INSECURE: certificates are logged nowhere");
            case LogTarget.Remote remote -> understood(() -> remote(remote, crypto, clock, metrics));
            case LogTarget.Embedded embedded -> embedded(embedded, crypto, clock, alarms, metrics);
        };
    }

    private static LogWiring embedded(
            LogTarget.Embedded target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        var log = own(target, crypto, clock, alarms, metrics);
        return new LogWiring(
                new EmbeddedLog(log, target.timeout()), List.of(log.key()), Optional.of(log), () -> fact(log));
    }

    /** Opens a log of our own, with its witnesses, and shows how large it is and how it does. */
    static CertificateLog own(
            LogTarget.Embedded target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        var witnessed = target.witnesses().isPresent();
        var log = OwnLog.open(
                target, crypto, clock, new OwnLogEvents(alarms, metrics, witnessed), LogWiring::witnessCaller);
        measure(log, clock, metrics);
        if (witnessed) {
            measureWitnesses(log, clock, metrics);
        }
        return log;
    }

    static WitnessCaller witnessCaller() {
        return new WitnessCalls(caller());
    }

    private static void measure(CertificateLog log, InstantSource clock, Metrics metrics) {
        metrics.gauge("bulla_log_size", "Entries of our log.")
                .is(() -> log.status().size());
        metrics.gauge("bulla_log_head_age_seconds", "Time since our log last signed its size.")
                .is(() -> Duration.between(log.status().head(), clock.instant()).toMillis() / 1e3);
        metrics.gauge("bulla_log_searchable", "Entries of our log that can be found by identity.")
                .is(() -> log.status().searchable());
        metrics.gauge("bulla_log_waiting", "Entries that wait for a place in our log.")
                .is(() -> log.status().waiting());
    }

    private static void measureWitnesses(CertificateLog log, InstantSource clock, Metrics metrics) {
        metrics.gauge(
                        "bulla_log_witnessed_size",
                        "Entries of our log's newest checkpoint that enough witnesses signed.")
                .is(() ->
                        log.status().witnessed().map(LogStatus.Witnessed::size).orElse(0L));
        metrics.gauge("bulla_log_witnessed_age_seconds", "Time since enough witnesses of our log last signed.")
                .is(() -> log.status()
                        .witnessed()
                        .map(it -> Duration.between(it.time(), clock.instant()).toMillis() / 1e3)
                        .orElse(Double.NaN));
    }

    private static Caller caller() {
        var environment = System.getenv();
        return new Caller(TlsRoots.system(environment), Proxies.ofEnvironment(environment), CONNECT);
    }

    /** What the readiness page says of it. */
    static String fact(CertificateLog log) {
        var status = log.status();
        return "our own, id " + log.key().id() + ", " + status.size() + " entries"
                + status.witnessed()
                        .map(it -> ", " + it.size() + " of them witnessed")
                        .orElse("")
                + status.stopped().map(why -> ", STOPPED: " + why).orElse("");
    }

    /** What the log's files and addresses turn out to be is a matter of configuration, found when they are used. */
    private static LogWiring understood(Supplier<LogWiring> wiring) {
        try {
            return wiring.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static LogWiring remote(LogTarget.Remote remote, Crypto crypto, InstantSource clock, Metrics metrics) {
        var key = LogKeyFile.read(remote.publicKey(), crypto);
        var environment = System.getenv();
        // Roots of its own mean a log of one's own network, which no proxy leads to.
        var caller = remote.tlsRoots()
                .map(roots -> new Caller(TlsRoots.only(roots), Proxies.NONE, CONNECT))
                .orElseGet(() -> new Caller(TlsRoots.system(environment), Proxies.ofEnvironment(environment), CONNECT));
        var log = new RemoteLog(
                LogEndpoint.of(remote.url(), remote.origin()),
                caller,
                new Patience(remote.timeout(), clock, new Random()),
                new RemoteLogEvents(remote.url().toString(), clock, metrics));
        var fact = remote.url() + ", id " + key.id();
        return new LogWiring(log, List.of(key), Optional.empty(), () -> fact);
    }
}
