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
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.WitnessCaller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The transparency log that the settings name, with the keys whose timestamps are believed: those of a log in shards change.
 *
 * @param own  the log that is embedded here, if that is it
 * @param fact what the readiness page says about it
 */
record LogWiring(TransparencyLog log, Supplier<List<LogKey>> keys, Optional<ShardWatch> own, Supplier<String> fact) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    static LogWiring of(LogTarget target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        return switch (target) {
            case LogTarget.None none ->
                new LogWiring(
                        NoLog.NO_LOG, List::of, Optional.empty(), () -> "INSECURE: certificates are logged nowhere");
            case LogTarget.Remote remote -> understood(() -> remote(remote, crypto, clock, metrics));
            case LogTarget.Embedded embedded -> embedded(embedded, crypto, clock, alarms, metrics);
        };
    }

    private static LogWiring embedded(
            LogTarget.Embedded target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        var own = own(target, crypto, clock, alarms, metrics);
        var log = own.log();
        return new LogWiring(
                new EmbeddedLog(log, target.timeout()), log::keys, Optional.of(own), () -> LogFact.of(log));
    }

    /** Opens a log of our own, with its shards and witnesses, looks after it and shows how large it is and how it does. */
    static ShardWatch own(
            LogTarget.Embedded target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        var witnessed = target.witnesses().isPresent();
        var events = new OwnLogEvents(alarms, metrics, witnessed);
        var around = new OwnShards.Around(crypto, clock, events::of, LogWiring::witnessCaller);
        var log = new OwnLog(target).open(around, new OwnShardEvents(alarms, events));
        return ShardWatch.over(log, LogMetrics.of(log, clock, metrics, witnessed));
    }

    static WitnessCaller witnessCaller() {
        return new WitnessCalls(caller());
    }

    private static Caller caller() {
        var environment = System.getenv();
        return new Caller(TlsRoots.system(environment), Proxies.ofEnvironment(environment), CONNECT);
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
        return new LogWiring(log, () -> List.of(key), Optional.empty(), () -> fact);
    }
}
