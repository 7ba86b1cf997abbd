/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogServerSettings;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.AdminServer;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.DiskMetrics;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.observe.ProcessMetrics;
import dev.bulla.ca.observe.Readiness;
import dev.bulla.ca.pace.WalksInFlight;
import dev.bulla.ca.publication.LogSite;
import dev.bulla.ca.submission.Sources;
import dev.bulla.ca.submission.SubmissionServer;
import dev.bulla.ca.submission.SubmissionSite;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.ShardEvents;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings to a running log, which serves its readers and those who submit, and no certificate authority beside it. */
public final class LogServerWiring {
    private static final Logger LOG = System.getLogger(LogServerWiring.class.getName());

    private final LogServerSettings settings;
    private final InstantSource clock;
    private final Metrics metrics = new Metrics();
    private final Alarms alarms = new Alarms(metrics);
    private final Readiness readiness = new Readiness(alarms);
    private final Crypto crypto = Crypto.fastest();
    private final WalksInFlight walks;
    private final Opened opened = new Opened();

    private LogServerWiring(LogServerSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.walks = new WalksInFlight(settings.limits().requestsInFlight());
    }

    /** Starts the log that is there, or throws with everything that is wrong with its configuration. */
    public static RunningServer start(LogServerSettings settings, Problems problems, InstantSource clock) {
        problems.throwIfAny();
        WholeData.require(settings.log().data());
        problems.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        var wiring = new LogServerWiring(settings, clock);
        try {
            return wiring.start();
        } catch (RuntimeException | Error e) {
            wiring.opened.closeAfter(e);
            throw e;
        }
    }

    /** Makes the log with its key and its anchor, and returns the id by which others know it; several, where a next shard is due. */
    public static String create(LogTarget.Embedded target, InstantSource clock) {
        WholeData.require(target.data());
        var own = new OwnLog(target);
        if (own.isThere()) {
            throw new InvalidSettingsException(List.of("the log: there is one in " + target.data() + " already"));
        }
        var around = new OwnShards.Around(Crypto.fastest(), clock, _ -> LogEvents.IGNORED, LogWiring::witnessCaller);
        try (var log = own.open(around, ShardEvents.IGNORED)) {
            return log.keys().stream().map(key -> key.id().toString()).collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the log in " + target.data() + ": " + e));
        }
    }

    private RunningServer start() {
        new OwnLog(settings.log()).requireMade();
        new PublicRecord(new DataFolder(settings.log().data()), clock).rotationTerms(terms());
        var own = opened.add(LogWiring.own(settings.log(), crypto, clock, alarms, metrics));
        var log = own.log();
        var roots = opened.add(new RootsWatch(new RootsInUse(settings.door().roots(), log), alarms));
        var access = settings.accessLog().map(this::access).map(opened::add);
        var tls = opened.add(TlsWiring.of(clock, new TlsOverview(clock, alarms, metrics, readiness)));
        var ports = settings.ports();
        var listening = new Listening(settings.limits());
        var admin = opened.add(AdminServer.start(
                listening.forAdmin(
                        tls.endpoint("admin", ports.admin(), ports.tls().admin())),
                List.of(),
                metrics,
                readiness));
        var http = opened.add(SubmissionServer.start(
                listening.forClients(
                        tls.endpoint("HTTP", ports.http(), ports.tls().http()),
                        settings.limits().requestsInFlight()),
                LogSite.of(log, prefix()),
                new SubmissionSite(log, prefix(), settings.log().timeout(), doors(access))));
        var served = new RunningServer.Ports(http.port(), 0, admin.port());
        tell(log, served);
        roots.start();
        readiness.serving(true);
        var afterwards = Stream.of(
                        Stream.<AutoCloseable>of(roots, own), access.stream(), Stream.<AutoCloseable>of(tls, admin))
                .flatMap(part -> part.map(AutoCloseable.class::cast))
                .toList();
        return new RunningServer(served, readiness, roots::lookNow, List.of(http), afterwards);
    }

    /** It has no settings but the last of these. */
    private RotationTerms terms() {
        var usual = RotationTerms.USUAL;
        return new RotationTerms(
                usual.publishLead(), usual.lifetime(), settings.log().shards().period());
    }

    private String prefix() {
        return settings.log().reading().prefix();
    }

    private SubmissionSite.Doors doors(Optional<AccessLog> access) {
        return new SubmissionSite.Doors(
                Sources.allowed(settings.door().perSecond(), clock),
                walks,
                new SubmissionObserver(metrics, access, clock));
    }

    private AccessLog access(Settings.AccessLog target) {
        return target.file()
                .map(file -> AccessLog.toFile(file, metrics))
                .orElseGet(() -> AccessLog.toStream(System.out, metrics));
    }

    /** Says at start, on the readiness page and to commands what this server is made of. */
    private void tell(ShardedLog log, RunningServer.Ports served) {
        ProcessMetrics.register(metrics, clock);
        DiskMetrics.register(metrics, settings.log().folders());
        readiness
                .fact("version", Version.current()::version)
                .fact("crypto provider", crypto::name)
                .fact("log", () -> LogFact.of(log))
                .fact("ports", served::toString);
        LOG.log(Level.INFO, "log: " + LogFact.of(log) + ", read and written under " + prefix());
        var isSafe = settings.ports().tls().http().isPresent();
        var url = ServedAddresses.url(isSafe, settings.ports().http().host(), served.http(), "");
        var services = new ServedAddresses.Services(url, Optional.of(url + prefix()), Optional.empty());
        new PublicRecord(new DataFolder(settings.log().data()), clock)
                .addresses(new ServedAddresses(services, Optional.empty()));
    }
}
