/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A log in shards: each takes the certificates whose validity ends in its window. The next one is made ahead of its time, and one
 * that is over ends and is only read. For many threads; none of them waits for a shard that is being made or ended.
 */
public final class ShardedLog implements AutoCloseable {
    /** Publishing and witnessing the last tree take a few seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LONGEST_READ = Duration.ofMinutes(1);

    private final ShardPlan plan;
    private final ShardSource source;
    private final InstantSource clock;
    private final ShardEvents events;
    private final ShardPages pages;

    private final Object accepting = new Object();
    private final Set<List<Bytes>> authorities = new LinkedHashSet<>();
    private List<byte[]> roots = List.of();

    private final List<Replaced> replaced = new ArrayList<>();
    private volatile Shards shards;

    /** A log that somebody may still be reading from. */
    private record Replaced(KeptLog log, Instant at) {}

    /**
     * A shard that is open here.
     *
     * @param isShut whether it takes nothing and writes nothing any more, and could not be ended
     */
    record Open(Shard shard, KeptLog log, boolean isShut) {
        Open of(Shard window) {
            return new Open(window, log, isShut);
        }
    }

    /** What shards are, from outside. */
    public record State(Shard shard, KeptLog log) {
        /** Whether it is only read. */
        public boolean hasEnded() {
            return log instanceof FrozenLog;
        }

        /** The log to submit to, or {@link NotLoggedException} if it has ended. */
        public CertificateLog taking() {
            if (log instanceof CertificateLog open) {
                return open;
            }
            throw NotLoggedException.retired();
        }
    }

    private ShardedLog(String origin, ShardPlan plan, ShardSource source, InstantSource clock, ShardEvents events) {
        this.plan = plan;
        this.source = source;
        this.clock = clock;
        this.events = events;
        this.pages = new ShardPages(origin);
        this.shards = new Shards(List.of(), clock.instant());
    }

    /**
     * Opens all shards that were made, and makes those that are due.
     *
     * @param origin of all of them: a shard with another one is read below its name
     */
    public static ShardedLog open(
            String origin, ShardPlan plan, ShardSource source, InstantSource clock, ShardEvents events)
            throws IOException, LogStartException {
        var log = new ShardedLog(origin, plan, source, clock, events);
        try {
            for (var shard : Shard.inTurn(source.made())) {
                log.add(shard, source.open(shard));
            }
            log.makeDue();
            return log;
        } catch (IOException | LogStartException | RuntimeException e) {
            log.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes what is due, and ends what is over. To be called now and then; what cannot be done is told and tried again. */
    public synchronized void tick() {
        var problems = new ArrayList<String>();
        attempt(this::closeReplaced, problems);
        attempt(this::makeDue, problems);
        attempt(this::makeAsked, problems);
        for (var open : shards.all()) {
            attempt(() -> end(open), problems);
        }
        if (shards.at(clock.instant()).isEmpty()) {
            problems.add("no shard takes certificates that end now");
        }
        if (problems.isEmpty()) {
            events.over();
        } else {
            events.troubled(String.join("; ", problems));
        }
    }

    private interface Step {
        void run() throws IOException, LogStartException;
    }

    private static void attempt(Step step, List<String> problems) {
        try {
            step.run();
        } catch (IOException | LogStartException | RuntimeException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void makeDue() throws IOException, LogStartException {
        var now = clock.instant();
        for (var due = plan.due(shards.windows(), now); due.isPresent(); due = plan.due(shards.windows(), now)) {
            make(due.get());
        }
    }

    /** Whatever is wrong with what was asked for, the logs that are there go on. */
    private void makeAsked() throws IOException, LogStartException {
        var asked = source.asked(shards.windows(), clock.instant());
        if (asked.isPresent()) {
            make(asked.get());
        }
    }

    private void make(Shard shard) throws IOException, LogStartException {
        var log = source.open(shard);
        add(shard, log);
        events.made(shard, log);
    }

    private void add(Shard shard, KeptLog log) throws IOException {
        try {
            if (log instanceof CertificateLog taking) {
                introduce(shard, taking);
            } else {
                shards = shards.with(new Open(shard, log, false), clock.instant());
            }
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** A shard is known to all who submit once it knows all who may. */
    private void introduce(Shard shard, CertificateLog log) throws IOException {
        var open = new Open(shard, log, false);
        retireIfOver(open);
        synchronized (accepting) {
            authorities.forEach(authority -> log.accept(arrays(authority)));
            if (!roots.isEmpty()) {
                log.acceptRoots(roots);
            }
            shards = shards.with(open, clock.instant());
        }
    }

    private boolean retireIfOver(Open open) {
        var isOver = !clock.instant().isBefore(plan.frozenFrom(open.shard()));
        if (isOver && open.log() instanceof CertificateLog log) {
            log.retire();
        }
        return isOver;
    }

    /** One that could not be ended is shut, and opened again: whatever is in its way, it may first have to publish more. */
    private void end(Open open) throws IOException, LogStartException {
        if (!(open.log() instanceof CertificateLog log) || !retireIfOver(open)) {
            return;
        }
        if (open.isShut()) {
            openAgain(open);
        } else if (log.isPublished()) {
            shards = shards.with(new Open(open.shard(), log, true), clock.instant());
            log.end();
            openAgain(open);
        } else if (clock.instant().isAfter(plan.frozenFrom(open.shard()).plus(PATIENCE))) {
            throw new IOException("the log " + open.shard().name()
                    + " cannot end: its last tree is not published yet, or not signed by enough witnesses");
        }
    }

    /** It is read from the one that is shut until then. */
    private void openAgain(Open shut) throws IOException, LogStartException {
        var log = source.open(shut.shard());
        add(shut.shard(), log);
        if (log instanceof FrozenLog) {
            events.ended(shut.shard());
        }
        replaced.add(new Replaced(shut.log(), clock.instant()));
    }

    private void closeReplaced() throws IOException {
        var before = clock.instant().minus(LONGEST_READ);
        for (var old : List.copyOf(replaced)) {
            if (old.at().isBefore(before)) {
                replaced.remove(old);
                old.log().close();
            }
        }
    }

    /** Takes what this authority signs, from now on: its own certificate first and the root last, in DER. */
    public void accept(List<byte[]> authority) {
        synchronized (accepting) {
            shards.taking().forEach(log -> log.accept(authority));
            authorities.add(authority.stream().map(Bytes::copyOf).toList());
        }
    }

    private static List<byte[]> arrays(List<Bytes> certificates) {
        return certificates.stream().map(Bytes::toArray).toList();
    }

    /**
     * Takes what is submitted with a chain to one of these roots in DER, as {@link CertificateLog#acceptRoots} does.
     *
     * @return how many of them are new to some shard
     * @throws IllegalArgumentException if one can be no root; then none is accepted
     */
    public int acceptRoots(List<byte[]> certificates) throws IOException {
        synchronized (accepting) {
            var most = 0;
            for (var log : shards.taking()) {
                most = Math.max(most, log.acceptRoots(certificates));
            }
            roots = List.copyOf(certificates);
            return most;
        }
    }

    /**
     * Takes in a precertificate or a certificate, with the certificates above it; the root may be left out.
     *
     * @throws NotLoggedException if it is refused, or if its shard takes nothing in now
     */
    public Submission submit(List<byte[]> chain) {
        return shardOf(chain).submit(chain);
    }

    /** The same, for a certificate and not a precertificate. */
    public Submission submitCertificate(List<byte[]> chain) {
        return shardOf(chain).submitCertificate(chain);
    }

    /** The same, for a precertificate and nothing else. */
    public Submission submitPrecertificate(List<byte[]> chain) {
        return shardOf(chain).submitPrecertificate(chain);
    }

    /** Whoever belongs to no shard is refused by the newest one, in its own words. */
    private CertificateLog shardOf(List<byte[]> chain) {
        var all = shards;
        return notAfter(chain)
                .flatMap(all::at)
                .or(all::newest)
                .map(it -> new State(it.shard(), it.log()))
                .orElseThrow(NotLoggedException::retired)
                .taking();
    }

    /** What cannot be read is refused later, with the reason. */
    private static Optional<Instant> notAfter(List<byte[]> chain) {
        try {
            return chain.stream().findFirst().map(leaf -> CertificateFacts.notAfter(Bytes.view(leaf)));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    /** The shard with this name, if it takes entries or once did. */
    public Optional<State> shard(String name) {
        return states().stream().filter(it -> it.shard().name().equals(name)).findFirst();
    }

    /** All shards, the oldest first. */
    public List<State> states() {
        return shards.all().stream().map(it -> new State(it.shard(), it.log())).toList();
    }

    /** The shard to which certificates belong that end now. */
    public Optional<State> current() {
        return shards.at(clock.instant()).map(it -> new State(it.shard(), it.log()));
    }

    /** The keys of all shards that promise anything now or will soon. */
    public List<LogKey> keys() {
        return shards.taking().stream().map(CertificateLog::key).toList();
    }

    /** Answers a reader of any shard, or of the list of them. */
    public ReadAnswer read(ReadRequest asked) {
        return pages.answer(shards, asked);
    }

    /**
     * Finds entries of all shards by whom they speak for.
     *
     * @param from the shard to begin with; nothing for the newest
     * @throws IllegalArgumentException if there is no such shard, or it is not clear of which one an index is
     * @throws SearchUnavailableException if an index is being made, or entries cannot be read
     */
    public FoundInShards search(IdentityQuery query, Optional<String> from) {
        var places = shards.all().reversed().stream()
                .map(it -> new ShardSearch.Place(it.shard().name(), it.log()::search))
                .toList();
        try {
            return new ShardSearch(places).find(query, from);
        } catch (IOException e) {
            throw new SearchUnavailableException("the log cannot be read", e);
        }
    }

    /** Lets what waits get its place, publishes it, and lets the next process in. */
    @Override
    public synchronized void close() throws IOException {
        var failures = new ArrayList<IOException>();
        var logs = Stream.concat(
                shards.all().stream().map(Open::log), replaced.stream().map(Replaced::log));
        for (var log : logs.toList()) {
            try {
                log.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
