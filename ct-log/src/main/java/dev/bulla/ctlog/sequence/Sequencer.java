/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.sequence.SequencerEvents.Timing;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Decides the order of the log. Anyone may submit; one thread of its own takes what is there, writes it down and shows it.
 *
 * <p>It lingers for nobody: a batch is what came in while the one before was being written. The thread is never interrupted,
 * since an interrupt would close the journal under its hands.
 */
public final class Sequencer implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Limits limits;
    private final Ports ports;
    private final Assembly assembly;
    private final Inbox inbox;
    private final Tick tick;
    private final Room room;
    private final Thread thread;
    private final AtomicReference<Optional<Trouble>> trouble = new AtomicReference<>(Optional.empty());

    private volatile Snapshot snapshot;
    private volatile long exported;
    private volatile boolean closing;
    private long lastCommit;

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
            Steps steps) {}

    Sequencer(Limits limits, Ports ports, Assembly assembly, Snapshot restored) {
        this.limits = limits;
        this.ports = ports;
        this.assembly = assembly;
        this.inbox = new Inbox(limits.queue());
        this.tick = new Tick(ports.clock());
        this.room = new Room(ports.free(), limits.reserve());
        this.snapshot = restored;
        this.exported = restored.tail().start();
        // The first thing that a log does is to say that it lives.
        this.lastCommit = System.nanoTime() - limits.idle().toNanos();
        this.thread = Thread.ofPlatform().name("log-sequencer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The log as it is now. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** What keeps the log from taking anything in. */
    public Optional<Trouble> trouble() {
        return trouble.get();
    }

    public int waiting() {
        return inbox.waiting();
    }

    /**
     * Takes a draft in. One that the log has, or is about to have, is not entered again.
     *
     * @throws NotEnteredException if the log is stopped or too many are waiting
     */
    public Ticket submit(Draft draft) throws NotEnteredException {
        var stopped = trouble.get();
        if (stopped.isPresent()) {
            throw NotEnteredException.stopped(stopped.get());
        }
        var same = inbox.join(draft);
        if (same.isPresent()) {
            return new Ticket(same.get());
        }
        var known = ports.catalog().find(draft);
        if (known.isPresent()) {
            return Ticket.at(draft, known.get());
        }
        if (snapshot.size() - exported > limits.tail()) {
            throw NotEnteredException.busy("more than " + limits.tail() + " entries wait for their tiles");
        }
        return inbox.add(draft)
                .map(Ticket::new)
                .orElseThrow(() -> NotEnteredException.busy("more than " + limits.queue() + " entries wait"));
    }

    private void run() {
        var batch = new ArrayList<Pending>();
        try {
            while (!closing || inbox.waiting() > 0) {
                batch.clear();
                if (inbox.await(patience(), batch) || isHeadDue()) {
                    cutAndCommit(batch);
                }
            }
        } catch (InterruptedException e) {
            stop(Trouble.OUTCOME_UNKNOWN, "the sequencer was interrupted");
        } catch (RuntimeException | Error e) {
            stop(Trouble.OUTCOME_UNKNOWN, "the sequencer broke: " + e);
            batch.forEach(pending -> pending.unknown(new OutcomeUnknownException("the sequencer broke", e)));
        } finally {
            stop(Trouble.CLOSING, "the log is closed");
        }
    }

    private Duration patience() {
        return trouble.get().isPresent() || limits.idle().compareTo(BETWEEN_TRIES) > 0 ? BETWEEN_TRIES : limits.idle();
    }

    /** An empty batch: to say that the log lives, or to find out whether what had stopped it is over. */
    private boolean isHeadDue() {
        return trouble.get()
                .map(Trouble::isPassing)
                .orElse(System.nanoTime() - lastCommit >= limits.idle().toNanos());
    }

    private void cutAndCommit(List<Pending> batch) {
        if (trouble.get().filter(why -> !why.isPassing()).isPresent()) {
            refuse(batch, trouble.get().orElseThrow());
            return;
        }
        if (!room.isEnough()) {
            pause(batch, Trouble.LOW_SPACE, "less than " + limits.reserve() + " bytes are free on the log's disk");
            return;
        }
        var timestamp = tick.after(snapshot.head().timestamp());
        if (timestamp.isEmpty()) {
            pause(batch, Trouble.CLOCK_BEHIND, "the clock is behind the log's last head");
            return;
        }
        inbox.fill(batch, limits);
        batch.removeIf(pending -> {
            var removed = !pending.cut();
            if (removed) {
                inbox.forget(pending);
            }
            return removed;
        });
        commit(batch, timestamp.getAsLong());
    }

    /**
     * One batch. No step begins before the one above it has ended well:
     * <pre>
     *   issuers' certificates durable     before a draft is submitted
     *   record durable in the journal     here
     *   snapshot visible to readers       here
     *   places told, promises signed      here, and by those who submitted
     *   tiles durable                     {@link Exporter}
     *   checkpoint replaced               {@link Exporter}
     *   base durable                      {@link Exporter}
     *   journal forgotten up to the base  {@link Exporter}
     * </pre>
     * The anchor only has to come after the record: the exporter replaces it at the end.
     */
    private void commit(List<Pending> batch, long timestamp) {
        ports.steps().reached(DurableStep.BATCH_CUT);
        var begun = System.nanoTime();
        var built = assembly.build(snapshot, batch, timestamp);
        ports.steps().reached(DurableStep.RECORD_BUILT);
        var builtAt = System.nanoTime();
        if (!assembly.isConfirmed(built)) {
            stop(Trouble.MISMATCH, "the tree computed twice was not the same tree");
            refuse(batch, Trouble.MISMATCH);
            return;
        }
        var checkedAt = System.nanoTime();
        if (append(batch, built)) {
            assembly.written();
            ports.steps().reached(DurableStep.RECORD_DURABLE);
            var durableAt = System.nanoTime();
            publish(batch, built);
            tell(batch, built);
            ports.events()
                    .committed(
                            batch.size(),
                            new Timing(
                                    Duration.ofNanos(builtAt - begun),
                                    Duration.ofNanos(checkedAt - builtAt),
                                    Duration.ofNanos(durableAt - checkedAt)));
        }
    }

    private boolean append(List<Pending> batch, Assembly.Built built) {
        try {
            ports.journal().append(built.batch());
            return true;
        } catch (StoreFullException e) {
            pause(batch, Trouble.STORE_FULL, String.valueOf(e.getMessage()));
        } catch (OutcomeUnknownException e) {
            stop(Trouble.OUTCOME_UNKNOWN, e.getMessage() + ": " + e.getCause());
            batch.forEach(pending -> {
                inbox.forget(pending);
                pending.unknown(e);
            });
        }
        return false;
    }

    private void publish(List<Pending> batch, Assembly.Built built) {
        var record = built.batch().record();
        for (var i = 0; i < batch.size(); i++) {
            var identity = batch.get(i).draft().identity();
            ports.catalog().add(record.firstSize() + i, built.leaves().get(i), identity);
        }
        var tail = ((Blocks) snapshot.tail()).from(exported).with(record.firstSize(), record.entries(), built.leaves());
        snapshot = new Snapshot(
                new TreeHead(record.sizeAfter(), record.timestamp(), record.root()),
                built.edge(),
                tail,
                new Snapshot.Step(record.sequence(), built.batch().hash()));
        ports.steps().reached(DurableStep.SNAPSHOT_VISIBLE);
    }

    private void tell(List<Pending> batch, Assembly.Built built) {
        lastCommit = System.nanoTime();
        var index = built.batch().record().firstSize();
        for (var pending : batch) {
            inbox.forget(pending);
            pending.entered(new Place(index++, built.batch().record().timestamp()));
        }
        ports.steps().reached(DurableStep.PLACES_TOLD);
        trouble.get().filter(Trouble::isPassing).ifPresent(over -> {
            trouble.set(Optional.empty());
            ports.events().resumed(over);
        });
    }

    /** Stops for a while. Nothing of the batch was written. */
    private void pause(List<Pending> batch, Trouble why, String detail) {
        stop(why, detail);
        refuse(batch, why);
    }

    /** Once stopped for good, no other reason takes the place of the first. */
    private void stop(Trouble why, String detail) {
        var before = trouble.get();
        if (before.isEmpty() || (before.get().isPassing() && before.get() != why)) {
            trouble.set(Optional.of(why));
            if (why != Trouble.CLOSING) {
                ports.events().stopped(why, detail);
            }
        }
        refuse(inbox.drain(), why);
    }

    private void refuse(List<Pending> batch, Trouble why) {
        batch.forEach(pending -> {
            inbox.forget(pending);
            pending.refused(NotEnteredException.stopped(why));
        });
    }

    /** Entries below this size are in tiles and need not be in memory. */
    void exported(long size) {
        exported = size;
    }

    /** Takes nothing more in, and ends when what waits has its place. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
