/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.NoteKeys;
import dev.bulla.ca.transparency.WitnessPolicyFile;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.FrozenLog;
import dev.bulla.ctlog.KeptLog;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.LogSettings;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.NoteSigner;
import dev.bulla.ctlog.Publishing;
import dev.bulla.ctlog.Shard;
import dev.bulla.ctlog.ShardPeriod;
import dev.bulla.ctlog.ShardPlan;
import dev.bulla.ctlog.ShardSource;
import dev.bulla.ctlog.WitnessCaller;
import dev.bulla.ctlog.WitnessPolicy;
import dev.bulla.ctlog.Witnesses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The logs that are ours: one, or shards of one. A log's key is made before all else of it. */
final class OwnShards implements ShardSource {
    private static final Logger LOG = System.getLogger(OwnShards.class.getName());

    private final LogTarget.Embedded target;
    private final DataFolder data;
    private final LogPlace place;
    private final ShardPlan plan;
    private final ShardKeys keys;
    private final Around around;
    private final Map<String, List<String>> noteKeys = new TreeMap<>();
    private boolean hasWarned;

    /**
     * What logs need from around them.
     *
     * @param events of the shard with a name
     * @param caller makes what calls the witnesses that the target names
     */
    record Around(
            Crypto crypto, InstantSource clock, Function<String, LogEvents> events, Supplier<WitnessCaller> caller) {}

    OwnShards(LogTarget.Embedded target, Around around) {
        this.target = target;
        this.data = new DataFolder(target.data());
        this.place = LogPlace.of(target);
        this.plan = plan(target.shards());
        this.keys = new ShardKeys(target, data, around.crypto());
        this.around = around;
    }

    private static ShardPlan plan(LogTarget.Shards wanted) {
        return new ShardPlan(ShardPeriod.named(wanted.period()).orElseThrow(), wanted.ahead(), wanted.freeze());
    }

    ShardPlan plan() {
        return plan;
    }

    @Override
    public Optional<Shard> asked(List<Shard> made, Instant now) throws IOException {
        return new AskedShards(data, plan.period()).due(made, now);
    }

    /** What else lies there was never made to its end, and has promised nothing. */
    @Override
    public List<Shard> made() throws IOException, LogStartException {
        var made = new ArrayList<Shard>();
        for (var name : place.names()) {
            facts(name).ifPresent(facts -> made.add(new Shard(name, facts.start(), facts.end())));
        }
        return made;
    }

    /** One in a store may end elsewhere while this waits for whoever has it. */
    @Override
    public synchronized KeptLog open(Shard shard) throws IOException, LogStartException {
        var log = opened(shard, settings(shard));
        place.note(shard.name());
        return log;
    }

    private KeptLog opened(Shard shard, LogSettings settings) throws IOException, LogStartException {
        if (hasEnded(settings)) {
            return ended(settings);
        }
        try {
            return taking(shard, settings);
        } catch (LogStartException e) {
            if (hasEnded(settings)) {
                return ended(settings);
            }
            throw e;
        }
    }

    private boolean hasEnded(LogSettings settings) throws LogStartException {
        return FrozenLog.isThere(settings, around.crypto().provider());
    }

    private FrozenLog ended(LogSettings settings) throws LogStartException {
        var events = around.events().apply(settings.name());
        return FrozenLog.open(settings, new FrozenLog.Around(around.crypto().provider(), events));
    }

    private CertificateLog taking(Shard shard, LogSettings settings) throws IOException, LogStartException {
        var name = shard.name();
        var noteSigners = keys.noteSigners(name);
        var log = CertificateLog.open(
                settings,
                new CertificateLog.Keys(signer(name, settings.facts()), noteSigners),
                new CertificateLog.Surroundings(
                        around.clock(),
                        around.crypto().provider(),
                        around.events().apply(name),
                        target.witnesses()
                                .map(it -> witnesses(it, around.caller().get()))));
        tell(name, log, noteSigners);
        return log;
    }

    /** A key that was given is that of the one log which needs no name of its own. */
    private LogSigner signer(String name, LogSettings.Facts facts) throws IOException, LogStartException {
        var isMade = facts(name).isPresent();
        return facts.origin().equals(target.identity().origin())
                ? keys.signer(name, isMade)
                : keys.ownSigner(name, isMade);
    }

    private Optional<LogSettings.Facts> facts(String name) throws IOException, LogStartException {
        return place.facts(name);
    }

    private LogSettings settings(Shard shard) throws IOException, LogStartException {
        var made = facts(shard.name());
        // One that another follows ends before it was made to.
        var end = made.map(LogSettings.Facts::end).orElse(shard.end());
        var origin = origin(shard, made.map(LogSettings.Facts::origin));
        var settings = place.in(new LogSettings(
                shard.name(),
                data.log(shard.name()),
                target.anchor(),
                new LogSettings.Facts(
                        origin, shard.start(), end, target.identity().leafIndex()),
                target.reserve(),
                Version.current().version()));
        var hasPlannedEnd = plan.period() != ShardPeriod.NONE || shard.end().isBefore(end);
        return hasPlannedEnd ? settings.endingAt(plan.frozenFrom(shard)) : settings;
    }

    /** The only log has the origin of the settings, any other its name behind it; each keeps what it was made with. */
    private String origin(Shard shard, Optional<String> made) throws IOException {
        var all = target.identity().origin();
        var own = all + "/" + shard.name();
        var isOnly = plan.period() == ShardPeriod.NONE && place.made().isEmpty();
        return made.map(origin -> origin.equals(own) ? own : all).orElse(isOnly ? all : own);
    }

    private Witnesses witnesses(LogTarget.Watching watching, WitnessCaller caller) {
        return new Witnesses(
                policy(watching.policy()),
                watching.witnessedOnly() ? Publishing.WITNESSED : Publishing.IMMEDIATE,
                watching.interval(),
                watching.patience(),
                caller);
    }

    private WitnessPolicy policy(Path file) {
        try {
            return WitnessPolicyFile.read("log-witness-policy", file, around.crypto());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private void tell(String shard, CertificateLog log, List<NoteSigner> noteSigners) {
        var origin = log.facts().origin();
        var verifiers =
                noteSigners.stream().map(signer -> signer.verifierKey(origin)).toList();
        noteKeys.put(shard, verifiers);
        try {
            NoteKeys.of(data)
                    .write(noteKeys.values().stream().flatMap(List::stream).toList());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the log''s keys for witnesses cannot be written below {0}: {1}", data.path(), e);
        }
        verifiers.forEach(key -> LOG.log(Level.INFO, "witnesses and verifiers know the log by the key {0}", key));
        if (log.isAnchorNear() && !hasWarned) {
            hasWarned = true;
            LOG.log(
                    Level.WARNING,
                    "the log''s anchor {0} is on the same disk as the log: a backup of the whole disk that is restored by"
                            + " mistake would not be noticed. --log-anchor moves it",
                    target.anchor());
        }
    }
}
