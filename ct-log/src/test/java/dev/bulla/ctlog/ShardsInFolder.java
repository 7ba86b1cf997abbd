/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shards in a real folder, each with a key of its own. It can be told to fail, and tells what was asked of it. */
class ShardsInFolder implements ShardSource {
    static final String ORIGIN = "log.example";

    private final Path folder;
    private final InstantSource clock;
    private final ShardPlan plan;
    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    /** Those that they were made with. */
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** What was opened with its key. */
    final List<String> asked = new ArrayList<>();

    boolean failsToOpen;

    /** What somebody asks for beside the plan. */
    Optional<Shard> wanted = Optional.empty();

    private Optional<ObjectStore> store = Optional.empty();

    ShardsInFolder(Path folder, ShardPlan plan, InstantSource clock) {
        this.folder = folder;
        this.plan = plan;
        this.clock = clock;
    }

    /** The same from now on in a store, with what else they need in the folder. */
    ShardsInFolder in(ObjectStore other) {
        store = Optional.of(other);
        return this;
    }

    /** Has the keys of another machine, too. */
    ShardsInFolder withKeysOf(ShardsInFolder other) {
        keys.putAll(other.keys);
        return this;
    }

    Path path(String shard) {
        return folder.resolve("log").resolve(shard);
    }

    @Override
    public List<Shard> made() throws IOException, LogStartException {
        return store.isPresent() ? made(store.get()) : madeInFolder();
    }

    private List<Shard> made(ObjectStore store) throws IOException, LogStartException {
        var made = new ArrayList<Shard>();
        for (var name : store.logs()) {
            store.facts(name).map(facts -> madeWith(name, facts)).ifPresent(made::add);
        }
        return made;
    }

    private Shard madeWith(String name, LogSettings.Facts facts) {
        ends.put(name, facts.end());
        return new Shard(name, facts.start(), facts.end());
    }

    private List<Shard> madeInFolder() throws IOException, LogStartException {
        var made = new ArrayList<Shard>();
        if (Files.isDirectory(folder.resolve("log"))) {
            try (var paths = Files.list(folder.resolve("log"))) {
                for (var path : paths.sorted().toList()) {
                    LogSettings.Facts.in(path)
                            .map(facts -> madeWith(path.getFileName().toString(), facts))
                            .ifPresent(made::add);
                }
            }
        }
        return made;
    }

    @Override
    public Optional<Shard> asked(List<Shard> known, Instant now) {
        return wanted.filter(
                it -> known.stream().noneMatch(shard -> shard.name().equals(it.name())));
    }

    @Override
    public KeptLog open(Shard shard) throws IOException, LogStartException {
        if (failsToOpen) {
            throw new IOException("told to fail to open " + shard.name());
        }
        if (hasEnded(shard)) {
            return FrozenLog.open(settings(shard), around());
        }
        try {
            return taking(shard);
        } catch (LogStartException e) {
            if (hasEnded(shard)) {
                return FrozenLog.open(settings(shard), around());
            }
            throw e;
        }
    }

    boolean hasEnded(Shard shard) throws LogStartException {
        return FrozenLog.isThere(settings(shard), LogInFolder.PROVIDER);
    }

    private CertificateLog taking(Shard shard) throws LogStartException {
        asked.add("open " + shard.name());
        var pair = keys(shard);
        var key = LogKey.of(pair.getPublic().getEncoded(), LogInFolder.PROVIDER);
        return CertificateLog.open(
                settings(shard),
                new CertificateLog.Keys(LogSigner.of(pair.getPrivate(), key, LogInFolder.PROVIDER), noteSigners()),
                new CertificateLog.Surroundings(clock, LogInFolder.PROVIDER, LogEvents.IGNORED, witnesses()));
    }

    List<NoteSigner> noteSigners() {
        return List.of();
    }

    Optional<Witnesses> witnesses() {
        return Optional.empty();
    }

    KeyPair keys(Shard shard) {
        return keys.computeIfAbsent(shard.name(), _ -> TestKeys.P256.make());
    }

    LogKey key(String shard) {
        return LogKey.of(keys.get(shard).getPublic().getEncoded(), LogInFolder.PROVIDER);
    }

    private static FrozenLog.Around around() {
        return new FrozenLog.Around(LogInFolder.PROVIDER, LogEvents.IGNORED);
    }

    LogSettings settings(Shard shard) {
        var end = ends.computeIfAbsent(shard.name(), _ -> shard.end());
        var settings = new LogSettings(
                        shard.name(),
                        path(shard.name()),
                        folder.resolve("anchor"),
                        new LogSettings.Facts(ORIGIN + "/" + shard.name(), shard.start(), end, true),
                        1 << 20,
                        "test")
                .endingAt(plan.frozenFrom(shard));
        return store.map(settings::in).orElse(settings);
    }
}
