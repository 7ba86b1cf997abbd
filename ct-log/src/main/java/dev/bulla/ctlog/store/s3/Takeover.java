/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the right to write to a log: at once if nobody has it, and else when whoever has it was silent for its lease.
 *
 * <p>Silence is measured by our own time and says nothing for certain. It need not: once the right is taken, the writes of the
 * one before fail.
 */
final class Takeover {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final int LOOKS = 5;

    private final StoreClient client;
    private final TreeHasher hasher;
    private final Candidate candidate;
    private String waitedFor = "";

    /**
     * Who wants the right.
     *
     * @param writer its name
     * @param news   hears whom it waits for
     */
    record Candidate(String writer, Duration lease, Consumer<String> news) {}

    Takeover(StoreClient client, TreeHasher hasher, Candidate candidate) {
        this.client = client;
        this.hasher = hasher;
        this.candidate = candidate;
    }

    /** Returns when the right is ours. Waits for as long as another has it and lives. */
    HeadCell take() throws IOException, OpenRefusedException {
        try {
            while (true) {
                var found = HeadCell.read(client, hasher);
                if (found.isEmpty()) {
                    var first = Head.first(candidate.writer(), candidate.lease());
                    var cell = new HeadCell(client, hasher, first, Condition.ABSENT);
                    if (cell.swap(first) == HeadCell.Change.MADE) {
                        return cell;
                    }
                } else if (found.get().head().last().isPresent()) {
                    throw new OpenRefusedException(client.bucket() + ": the log has ended");
                } else if (isFree(found.get())) {
                    var head = found.get().head();
                    var cell = new HeadCell(
                            client,
                            hasher,
                            head,
                            new Condition.Matches(found.get().tag()));
                    if (cell.swap(head.takenBy(candidate.writer(), candidate.lease())) == HeadCell.Change.MADE) {
                        return cell;
                    }
                }
            }
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "%s: %s; restore it from an earlier version, if the store keeps them, that is not older than the anchor"
                            .formatted(client.bucket(), e.getMessage()),
                    e);
        }
    }

    /** Whether the right was given up, or its holder is silent for as long as it said it might be. */
    private boolean isFree(HeadCell.Found found) throws IOException {
        if (!found.head().isHeld()) {
            return true;
        }
        tell(found.head());
        var lease = longer(found.head().lease(), candidate.lease());
        var look = shorter(lease.dividedBy(LOOKS), LONGEST_LOOK);
        var since = client.pace().nanos();
        while (client.pace().nanos() - since < lease.toNanos()) {
            client.pace().rest(look);
            if (!client.tag(HeadCell.KEY).equals(Optional.of(found.tag()))) {
                return false;
            }
        }
        return true;
    }

    private void tell(Head holder) {
        if (!holder.writer().equals(waitedFor)) {
            waitedFor = holder.writer();
            candidate.news().accept("another process writes to the log (" + holder + "): waiting until it ends");
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
