/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.sequence.SequencerEvents.Timing;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.time.Duration;
import java.util.List;

/** Makes batches part of the log, one after the other. For the sequencer's thread; anyone may look at the snapshot. */
final class Commit {
    private final Sequencer.Ports ports;
    private final Assembly assembly;
    private final Inbox inbox;
    private final Gate gate;
    private final Pace pace;
    private volatile Snapshot snapshot;
    private volatile long exported;

    Commit(Sequencer.Ports ports, Assembly assembly, Door door, Pace pace, Snapshot restored) {
        this.ports = ports;
        this.assembly = assembly;
        this.inbox = door.inbox();
        this.gate = door.gate();
        this.pace = pace;
        this.snapshot = restored;
        this.exported = restored.tail().start();
    }

    /** Where submissions come in, and what keeps them out. */
    record Door(Inbox inbox, Gate gate) {}

    Snapshot snapshot() {
        return snapshot;
    }

    /** How many entries are in no tile yet. */
    long unexported() {
        return snapshot.size() - exported;
    }

    /** Entries below this size are in tiles and need not be in memory. */
    void exported(long size) {
        exported = size;
    }

    /**
     * Commits a batch, whose entries end one way or the other. True if it is in the log.
     *
     * <p>No step begins before the one above it has ended well:
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
     * The anchor only has to come after the record: the exporter replaces it when it begins.
     */
    boolean run(List<Pending> batch, long timestamp, Duration waited) {
        try {
            ports.steps().reached(DurableStep.BATCH_CUT);
            var begun = pace.nanos();
            var built = assembly.build(snapshot, batch, timestamp);
            ports.steps().reached(DurableStep.RECORD_BUILT);
            var builtAt = pace.nanos();
            if (!assembly.isConfirmed(built)) {
                throw new MismatchException();
            }
            var checkedAt = pace.nanos();
            ports.journal().append(built.batch());
            ports.steps().reached(DurableStep.RECORD_DURABLE);
            var durableAt = pace.nanos();
            assembly.written();
            publish(batch, built);
            tell(batch, built);
            var timing = new Timing(
                    waited,
                    Duration.ofNanos(builtAt - begun),
                    Duration.ofNanos(checkedAt - builtAt),
                    Duration.ofNanos(durableAt - checkedAt),
                    Duration.ofNanos(pace.nanos() - durableAt));
            ports.events().committed(batch.size(), timing);
            return true;
        } catch (StoreFullException e) {
            refuse(batch, Trouble.STORE_FULL, String.valueOf(e.getMessage()));
        } catch (MismatchException _) {
            refuse(batch, Trouble.MISMATCH, "the tree computed twice was not the same tree");
        } catch (OutcomeUnknownException e) {
            doubt(batch, e);
        } catch (RuntimeException | Error e) {
            doubt(batch, new OutcomeUnknownException("the sequencer broke", e));
        }
        return false;
    }

    /** The two computations of the tree differ. */
    private static final class MismatchException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void publish(List<Pending> batch, Assembly.Built built) {
        var record = built.batch().record();
        var index = record.firstSize();
        for (var pending : batch) {
            var leaf = built.leaves().get((int) (index - record.firstSize()));
            ports.catalog().add(index, leaf, pending.draft().identity());
            index++;
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
        var record = built.batch().record();
        var index = record.firstSize();
        for (var pending : batch) {
            inbox.forget(pending);
            pending.entered(new Place(index, record.timestamp()));
            index++;
        }
        ports.steps().reached(DurableStep.PLACES_TOLD);
    }

    /** Nothing of the batch was written. */
    private void refuse(List<Pending> batch, Trouble why, String detail) {
        gate.stop(why, detail);
        for (var pending : batch) {
            inbox.forget(pending);
            pending.refused(NotEnteredException.stopped(why));
        }
    }

    /** The batch may be in the journal or not. Those who were told their place already keep it. */
    private void doubt(List<Pending> batch, OutcomeUnknownException e) {
        gate.stop(Trouble.OUTCOME_UNKNOWN, e.getMessage() + ": " + e.getCause());
        for (var pending : batch) {
            inbox.forget(pending);
            pending.unknown(e);
        }
    }
}
