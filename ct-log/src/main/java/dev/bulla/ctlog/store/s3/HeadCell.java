/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The head in the store, as one who has the right to write sees it. Changes are made one at a time, each on the condition that
 * nobody else has made one.
 *
 * <p>What an answer means:
 * <pre>
 *   200                   it is changed
 *   412, 404              look what is there: if it is what we wrote, an earlier try had come through; else we were overtaken
 *   409                   nothing happened; again
 *   none, 5xx             anything may have happened, and may happen yet; again: the same condition decides
 *   never reached         nothing happened; again
 * </pre>
 * A try that is still on its way when a later one succeeds finds another tag and does nothing. When time is up before it is
 * known, this cell says so for ever: only a new start can go on.
 */
final class HeadCell {
    static final String KEY = "head";

    private final StoreClient client;
    private final TreeHasher hasher;
    private volatile Head head;
    private Condition condition;
    private long changed;
    private Optional<String> lost = Optional.empty();

    /** Whether a change took place. */
    enum Change {
        MADE,
        OVERTAKEN
    }

    /**
     * @param head      as it is there, or, where there is none, as it will be
     * @param condition that it is still so
     */
    HeadCell(StoreClient client, TreeHasher hasher, Head head, Condition condition) {
        this.client = client;
        this.hasher = hasher;
        this.head = head;
        this.condition = condition;
        this.changed = client.pace().nanos();
    }

    /** A head as it was read. */
    record Found(Head head, String tag) {}

    static Optional<Found> read(StoreClient client, TreeHasher hasher) throws StoreException {
        var object = client.get(KEY, Head.LARGEST);
        return object.isEmpty() ? Optional.empty() : Optional.of(parsed(object.get(), hasher));
    }

    private static Found parsed(StoredObject object, TreeHasher hasher) {
        try {
            return new Found(Head.parse(object.content(), hasher), object.tag());
        } catch (MalformedException e) {
            throw new MalformedException("the log's head " + e.getMessage());
        }
    }

    Head head() {
        return head;
    }

    /** When the last change was made. */
    synchronized long changed() {
        return changed;
    }

    /** Gives the right to write back. Nothing can be written afterwards. */
    synchronized void release() throws OutcomeUnknownException, StoreException {
        change(Head::released);
        lost = Optional.of("the log was given back");
    }

    /** Lets the log end with a checkpoint. Nothing can be written afterwards, by anybody. */
    synchronized void end(Bytes checkpoint) throws OutcomeUnknownException, StoreException {
        change(head -> head.ended(checkpoint));
        lost = Optional.of("the log has ended");
    }

    /**
     * Changes the head.
     *
     * @throws OutcomeUnknownException if it may be changed or not, or somebody else has changed it; and always from then on
     * @throws StoreException          if it is not changed; the same may be tried again
     */
    synchronized void change(UnaryOperator<Head> change) throws OutcomeUnknownException, StoreException {
        if (lost.isPresent()) {
            throw new OutcomeUnknownException(lost.get());
        }
        // Whatever ends this call early, an error of the JVM included, leaves the doubt.
        lost = Optional.of("an earlier write to the log's head failed: only a new start can go on");
        try {
            if (swap(change.apply(head)) == Change.OVERTAKEN) {
                lost = Optional.of("another process has taken over the log");
                throw new OutcomeUnknownException("another process has taken over the log in " + client.bucket());
            }
            lost = Optional.empty();
        } catch (StoreException e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                throw new OutcomeUnknownException("writing the log's head to " + client.bucket(), e);
            }
            lost = Optional.empty();
            throw e;
        }
    }

    /**
     * One change, tried until it is known what came of it.
     *
     * @throws StoreException with an outcome that is true of all tries together
     */
    synchronized Change swap(Head next) throws StoreException {
        var content = next.encoded();
        var end = client.pace().nanos() + client.patience().decided().toNanos();
        var isOpen = false;
        for (var attempt = 1; ; attempt++) {
            try {
                switch (client.put(KEY, content, condition)) {
                    case Put.Written written -> {
                        return made(next, written.tag());
                    }
                    case Put.Mismatched _ -> {
                        var change = judged(next, content);
                        if (change.isPresent()) {
                            return change.get();
                        }
                        isOpen = true;
                    }
                    case Put.Contended _ -> requireTime(end, isOpen, "somebody else keeps writing it");
                }
                requireTime(end, isOpen, "the store contradicts itself");
            } catch (StoreException e) {
                isOpen |= e.outcome() == Outcome.UNKNOWN;
                if (!isOpen && e.outcome() == Outcome.REFUSED) {
                    throw e;
                }
                if (client.pace().nanos() >= end) {
                    throw new StoreException(
                            isOpen ? Outcome.UNKNOWN : Outcome.NOT_SENT, String.valueOf(e.getMessage()), e);
                }
            }
            client.rest(attempt);
        }
    }

    private void requireTime(long end, boolean isOpen, String otherwise) throws StoreException {
        if (client.pace().nanos() >= end) {
            throw new StoreException(isOpen ? Outcome.UNKNOWN : Outcome.NOT_SENT, "the log's head: " + otherwise);
        }
    }

    private Change made(Head next, String tag) {
        head = next;
        condition = new Condition.Matches(tag);
        changed = client.pace().nanos();
        return Change.MADE;
    }

    /** What a refused change means. Nothing yet, if the store shows what it had before: it has not made up its mind. */
    private Optional<Change> judged(Head next, Bytes content) throws StoreException {
        var there = client.get(KEY, Head.LARGEST);
        if (there.isPresent() && there.get().content().equals(content)) {
            return Optional.of(made(next, there.get().tag()));
        }
        var asBefore = there.map(object -> (Condition) new Condition.Matches(object.tag()))
                .orElse(Condition.ABSENT);
        return asBefore.equals(condition) ? Optional.empty() : Optional.of(Change.OVERTAKEN);
    }

    /** Returns if the right to write is ours at this moment. */
    void requireHeld() throws StoreException {
        var there = read(client, hasher);
        var ours = head();
        var isOurs = there.isPresent()
                && there.get().head().epoch() == ours.epoch()
                && there.get().head().writer().equals(ours.writer())
                && there.get().head().isHeld();
        if (!isOurs) {
            throw new StoreException(
                    Outcome.REFUSED, "the log was given back, or another process has taken over: " + client.bucket());
        }
    }
}
