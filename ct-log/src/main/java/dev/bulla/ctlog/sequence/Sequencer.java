/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.store.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides the order of the log. Anyone may submit; one thread of its own takes what is there, writes it down and shows it.
 *
 * <p>It lingers for nobody: a batch is what came in while the one before was being written. The thread is never interrupted,
 * since an interrupt would close the journal under its hands.
 */
public final class Sequencer implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration LONGEST_EASE = Duration.ofMillis(250);
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Limits limits;
    private final Ports ports;
    private final Pace pace;
    private final Inbox inbox;
    private final Gate gate;
    private final Commit commit;
    private final Tick tick;
    private final Room room;
    private final Thread thread;
    private final CountDownLatch begun = new CountDownLatch(1);

    private volatile boolean isClosing;
    private long lastCommit;
    private long lastTry;

    /**
     * What the sequencer works with.
     *
     * @param free how many bytes may still be written to the log's disk
     */
    public record Ports(
            Journal journal,
            Catalog catalog,
            InstantSource clock,
            LongSupplier free,
            SequencerEvents events,
            Steps steps) {

        Ports withHarmlessEvents() {
            return new Ports(journal, catalog, clock, free, new HarmlessEvents(events), steps);
        }
    }

    Sequencer(Limits limits, Ports given, Assembly assembly, Snapshot restored, Pace pace) {
        this.limits = limits;
        this.ports = given.withHarmlessEvents();
        this.pace = pace;
        this.inbox = new Inbox(limits.queue());
        this.gate = new Gate(ports.events());
        this.commit = new Commit(ports, assembly, new Commit.Door(inbox, gate), pace, restored);
        this.tick = new Tick(ports.clock(), pace);
        this.room = new Room(ports.free(), limits.reserve(), pace);
        // The first thing that a log does is to say that it lives.
        this.lastCommit = pace.nanos() - limits.idle().toNanos();
        this.lastTry = lastCommit;
        this.thread = Thread.ofPlatform().name("log-sequencer").daemon().unstarted(this::run);
    }

    /** Returns when there is a fresh head, or something in its way. */
    void start() {
        thread.start();
        try {
            begun.await(LONGEST_START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log as it is now. */
    public Snapshot snapshot() {
        return commit.snapshot();
    }

    /** What keeps the log from taking anything in. */
    public Optional<Trouble> trouble() {
        return gate.trouble();
    }

    public int waiting() {
        return inbox.size();
    }

    /**
     * Takes a draft in. One that the log has, or is about to have, is not entered again.
     *
     * @throws NotEnteredException if the log is stopped or too many are waiting
     */
    public Ticket submit(Draft draft) throws NotEnteredException {
        var stopped = gate.trouble();
        if (stopped.isPresent()) {
            throw NotEnteredException.stopped(stopped.get());
        }
        var own = new Pending(draft, ports.events());
        var announced = inbox.announce(own);
        if (announced == own) {
            enter(own);
        }
        return new Ticket(announced);
    }

    /**
     * The catalogue is asked after the draft was announced: an equal one is either announced as well, and found there, or
     * was told its place before, and then the catalogue has it.
     */
    private void enter(Pending own) throws NotEnteredException {
        var known = find(own);
        if (known.isPresent()) {
            inbox.forget(own);
            own.found(known.get());
            return;
        }
        if (commit.unexported() > limits.tail()) {
            throw ended(own, NotEnteredException.busy("more than " + limits.tail() + " entries wait for their tiles"));
        }
        if (!inbox.add(own, thread)) {
            throw ended(own, NotEnteredException.busy("more than " + limits.queue() + " entries wait"));
        }
        if (gate.isShut() && own.cut()) {
            throw ended(own, NotEnteredException.stopped(gate.trouble().orElse(Trouble.CLOSING)));
        }
    }

    private Optional<Place> find(Pending own) throws NotEnteredException {
        try {
            return ports.catalog().find(own.draft());
        } catch (RuntimeException e) {
            ended(own, NotEnteredException.busy("nobody could say whether the log has the entry"));
            throw e;
        }
    }

    /** Others may have joined meanwhile. */
    private NotEnteredException ended(Pending own, NotEnteredException why) {
        inbox.forget(own);
        own.refused(why);
        return why;
    }

    private void run() {
        try {
            while (!isClosing || !inbox.isEmpty()) {
                round();
                begun.countDown();
                if (!isClosing) {
                    inbox.await(patience(), pace);
                }
            }
        } catch (RuntimeException | Error e) {
            gate.stop(Trouble.OUTCOME_UNKNOWN, "the sequencer broke: " + e);
            refuseAll(Trouble.OUTCOME_UNKNOWN);
        } finally {
            begun.countDown();
        }
    }

    private void round() {
        if (room.isEnough()) {
            gate.resume(Trouble.LOW_SPACE);
        } else {
            gate.stop(Trouble.LOW_SPACE, "less than " + limits.reserve() + " bytes are free on the log's disk");
        }
        var mayTake = gate.hindrance().isEmpty() && !inbox.isEmpty();
        if (!gate.isBroken() && (mayTake || isHeadDue())) {
            commitNext();
        }
        gate.hindrance().ifPresent(this::refuseAll);
    }

    /** Whether it is time to say that the log lives, or to find out whether what had stopped it is over. */
    private boolean isHeadDue() {
        var isStuck = gate.has(Trouble.CLOCK_BEHIND) || gate.has(Trouble.STORE_FULL);
        return isStuck ? hasPassed(BETWEEN_TRIES, lastTry) : hasPassed(limits.idle(), lastCommit);
    }

    private void commitNext() {
        easeOff();
        lastTry = pace.nanos();
        var timestamp = tick.after(snapshot().head().timestamp());
        if (timestamp.isEmpty()) {
            gate.stop(Trouble.CLOCK_BEHIND, "the clock shows no time after the log's last head");
            return;
        }
        var waited = Duration.ofNanos(pace.nanos() - lastTry);
        var batch = gate.hindrance().isEmpty() ? inbox.cut(limits) : List.<Pending>of();
        if (batch.isEmpty() && !isHeadDue() && gate.hindrance().isEmpty()) {
            return;
        }
        if (commit.run(batch, timestamp.getAsLong(), waited)) {
            lastCommit = pace.nanos();
            gate.resume(Trouble.CLOCK_BEHIND);
            gate.resume(Trouble.STORE_FULL);
        }
    }

    /** Lets the files catch up before anybody must be refused: the more entries have no tile yet, the longer. */
    private void easeOff() {
        var bearable = limits.tail() / 2;
        var over = commit.unexported() - bearable;
        if (over > 0) {
            pace.park(Math.min(LONGEST_EASE.toNanos(), LONGEST_EASE.toNanos() * over / (limits.tail() - bearable)));
        }
    }

    /** Whether so many entries have no tile yet that nobody should rest. */
    boolean isTailLong() {
        return commit.unexported() > limits.tail() / 8;
    }

    private void refuseAll(Trouble why) {
        while (!inbox.isEmpty()) {
            inbox.cut(limits).forEach(pending -> ended(pending, NotEnteredException.stopped(why)));
        }
    }

    private long patience() {
        var untilHead = lastCommit + limits.idle().toNanos() - pace.nanos();
        return Math.clamp(untilHead, 1, BETWEEN_TRIES.toNanos());
    }

    private boolean hasPassed(Duration time, long since) {
        return pace.nanos() - since >= time.toNanos();
    }

    /** Takes nothing in from now on, for a reason that somebody else has found. */
    public void stop(Trouble why, String detail) {
        gate.stop(why, detail);
    }

    /** This is over, as far as whoever has found it knows. */
    public void resume(Trouble over) {
        gate.resume(over);
    }

    /** Entries below this size are in tiles and need not be in memory. */
    void exported(long size) {
        commit.exported(size);
    }

    /** Takes nothing more in, and ends when what waits has its place. */
    @Override
    public void close() {
        gate.stop(Trouble.CLOSING, "the log is being closed");
        isClosing = true;
        inbox.wake(thread);
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
