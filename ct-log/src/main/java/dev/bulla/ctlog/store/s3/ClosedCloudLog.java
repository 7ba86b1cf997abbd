/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A log in a bucket as one sees it who does not hold it. It may have ended: then its head says so, with the last checkpoint in
 * it, and nobody writes to the log any more. What the end brings with it, each step durable before the next,
 * <pre>
 *   (1) the head says that the log has ended: from here on it has
 *   (2) the last checkpoint gets its place among the published files
 *   (3) the log's description says so
 *   (4) the journal, of which nothing is needed any more, is deleted
 * </pre>
 * is made up for by whoever opens it next, on any machine: all of it follows from the head.
 */
public final class ClosedCloudLog {
    private final StoreClient client;
    private final Base base;
    private final Optional<Bytes> last;

    private ClosedCloudLog(StoreClient client, Base base, Optional<Bytes> last) {
        this.client = client;
        this.base = base;
        this.last = last;
    }

    /** Whether the log there has ended. */
    public static boolean hasEnded(StoreClient client, TreeHasher hasher) throws IOException, OpenRefusedException {
        return last(client, hasher).isPresent();
    }

    /** The log that was made there. */
    public static ClosedCloudLog of(StoreClient client, TreeHasher hasher) throws IOException, OpenRefusedException {
        var last = last(client, hasher);
        var base = CloudState.read(client)
                .orElseThrow(() -> new OpenRefusedException(client.bucket() + ": the log has no state"));
        return new ClosedCloudLog(client, base, last);
    }

    private static Optional<Bytes> last(StoreClient client, TreeHasher hasher)
            throws IOException, OpenRefusedException {
        try {
            return HeadCell.read(client, hasher).flatMap(found -> found.head().last());
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "%s: %s; restore it from an earlier version, if the store keeps them"
                            .formatted(client.bucket(), e.getMessage()),
                    e);
        }
    }

    /** Up to where all is published. */
    public Base base() {
        return base;
    }

    /** The published files. Those of a log that goes on are only read here: somebody else may be writing them. */
    public Objects objects() {
        return new CloudObjects(client, () -> {
            if (last.isEmpty()) {
                throw new StoreException(
                        StoreException.Outcome.REFUSED, client.bucket() + ": only the log's holder writes to it");
            }
        });
    }

    /** Publishes the checkpoint with which the log has ended (2), and gives it. */
    public Bytes publishLast() throws IOException, OpenRefusedException {
        var checkpoint = last.orElseThrow(() -> new OpenRefusedException(client.bucket() + ": the log has not ended"));
        objects().put(List.of(new Objects.Item(TilePath.FINAL_CHECKPOINT, checkpoint)));
        return checkpoint;
    }

    /** Deletes the journal of a log that has ended (4). What stays for any reason does no harm. */
    public void forgetJournal() throws IOException {
        var copies = new Copies(client);
        copies.look();
        copies.forget(base.sequence());
    }
}
