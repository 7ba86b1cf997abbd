/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.Position;
import dev.bulla.ctlog.store.local.FactsText;
import dev.bulla.ctlog.store.local.Replay;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log in a bucket, held by this process.
 *
 * <p>It is created in this order, each step durable before the next: facts, head, state. Nothing is promised before the last.
 * Two that create it at once agree on whose facts came first, and one of them gets the head.
 */
public final class CloudLog implements AutoCloseable {
    private static final String FACTS = "log.json";
    private static final int LARGEST_FACTS = 1 << 16;
    private static final int NAME = 16;

    private final Holding holding;
    private final CloudState state;
    private final CloudObjects objects;
    private volatile Optional<Base> base;

    /**
     * How a log is held.
     *
     * @param lease   how long its holder may be silent before others take it
     * @param between two records at least
     * @param news    hears whom a start waits for
     */
    public record Terms(Duration lease, Duration between, Consumer<String> news) {}

    private CloudLog(Holding holding) throws IOException, OpenRefusedException {
        this.holding = holding;
        this.state = new CloudState(holding.client(), holding.cell());
        this.objects = new CloudObjects(holding.client(), holding.cell()::requireHeld);
        this.base = state.takeOver();
        if (base.isEmpty() && holding.cell().head().newest().isPresent()) {
            throw new OpenRefusedException(holding.client().bucket()
                    + ": the log's state is missing; restore it from an earlier version, if the store keeps them");
        }
    }

    /** The facts of the log there, if there is one. */
    public static Optional<LogFacts> facts(StoreClient client) throws IOException, OpenRefusedException {
        var found = client.get(FACTS, LARGEST_FACTS);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        FactsText.parse(found.get().content(), client.bucket().prefix() + FACTS));
    }

    /** Whether a log is there. */
    public static boolean isThere(StoreClient client) throws IOException {
        return client.get(FACTS, LARGEST_FACTS).isPresent();
    }

    /** Refuses a store that cannot keep a log. */
    public static void probe(StoreClient client) throws IOException, OpenRefusedException {
        new Probe(client, writer()).run();
    }

    /**
     * The facts of the log there. They are these, if there was none.
     *
     * @throws IOException if they cannot be read or written
     */
    public static LogFacts make(StoreClient client, LogFacts facts) throws IOException, OpenRefusedException {
        var known = facts(client);
        if (known.isEmpty() && client.get(HeadCell.KEY, Head.LARGEST).isPresent()) {
            throw new OpenRefusedException(client.bucket() + ": has the head of a log, but " + FACTS
                    + " is missing: restore it, or name an empty place for a new log");
        }
        return known.isPresent() ? known.get() : written(client, facts);
    }

    /** Somebody else may make the log at the same moment: whose facts were first, are the log's. */
    private static LogFacts written(StoreClient client, LogFacts facts) throws IOException, OpenRefusedException {
        try {
            client.putOnce(FACTS, FactsText.encoded(facts));
            return facts;
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            return facts(client).orElseThrow(() -> e);
        }
    }

    /** Takes the log over. Waits for as long as somebody else has it. */
    public static CloudLog take(StoreClient client, TreeHasher hasher, Terms terms)
            throws IOException, OpenRefusedException {
        var candidate = new Takeover.Candidate(writer(), terms.lease(), terms.news());
        var cell = new Takeover(client, hasher, candidate).take();
        var beat = new Beat(cell, client.pace(), terms.lease()).start();
        var holding = new Holding(client, cell, beat, terms.between());
        try {
            return new CloudLog(holding);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            holding.release();
            throw e;
        }
    }

    /** Up to where all is published; nothing for a log that was never completely made. */
    public Optional<Base> base() {
        return base;
    }

    public long epoch() {
        return holding.cell().head().epoch();
    }

    public Objects objects() {
        return objects;
    }

    public void replaceBase(Base next) throws IOException {
        state.replace(next);
        base = Optional.of(next);
    }

    /**
     * Lets the log end with this checkpoint, which is to be about all that it has. From then on nobody writes to it.
     *
     * @throws IOException if it has not ended, or nobody knows
     */
    public void end(Bytes checkpoint) throws IOException {
        var newest = holding.cell().head().newest().map(Position::after);
        if (base.isEmpty() || !newest.map(it -> it.isAt(base.get())).orElse(true)) {
            throw new IOException(holding.client().bucket() + ": not all of the log is published yet");
        }
        try {
            holding.end(checkpoint);
        } catch (OutcomeUnknownException e) {
            throw new IOException(holding.client().bucket() + ": the log may have ended, or not", e);
        }
    }

    /** The journal. Closing it gives the log back. */
    public Journal journal(Base from, TreeHasher hasher, Replay replay) throws IOException, OpenRefusedException {
        return CloudJournal.open(holding, from, hasher, replay);
    }

    /** Gives the log back. */
    @Override
    public void close() {
        holding.release();
    }

    static String writer() {
        var name = new byte[NAME];
        new SecureRandom().nextBytes(name);
        return HexFormat.of().formatHex(name);
    }
}
