/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.BaseText;
import dev.bulla.ctlog.store.local.CheckedLines;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * The base of the log in the store.
 *
 * <p>Whoever takes the log over writes the base anew with his own epoch before he reads any record. Until then the one before
 * may move it on, and remove the records that it covers; from then on he cannot.
 */
final class CloudState {
    private static final String KEY = "state";
    private static final String TITLE = "bulla log base 1";
    private static final int LARGEST = 1 << 16;
    private static final int ATTEMPTS = 10;

    private final StoreClient client;
    private final HeadCell cell;
    private final long epoch;
    private Optional<GuardedObject> object = Optional.empty();

    CloudState(StoreClient client, HeadCell cell) {
        this.client = client;
        this.cell = cell;
        this.epoch = cell.head().epoch();
    }

    /** The base as somebody wrote it who may write another one at any moment. */
    static Optional<Base> read(StoreClient client) throws IOException, OpenRefusedException {
        var found = client.get(KEY, LARGEST);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(parsed(client, found.get().content()));
    }

    /** The base as it will stay until we replace it, if one was ever written. */
    Optional<Base> takeOver() throws IOException, OpenRefusedException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var found = client.get(KEY, LARGEST);
            if (found.isEmpty()) {
                object = Optional.of(new GuardedObject(client, KEY, cell::requireHeld, Optional.of(Condition.ABSENT)));
                return Optional.empty();
            }
            var base = parsed(client, found.get().content());
            var ours = encoded(base);
            try {
                if (client.put(KEY, ours, new Condition.Matches(found.get().tag())) instanceof Put.Written written) {
                    var condition = new Condition.Matches(written.tag());
                    object = Optional.of(new GuardedObject(client, KEY, cell::requireHeld, Optional.of(condition)));
                    return Optional.of(base);
                }
            } catch (StoreException e) {
                if (attempt == ATTEMPTS || e.outcome() == Outcome.REFUSED) {
                    throw e;
                }
            }
            client.rest(attempt);
        }
        throw new IOException(client.bucket() + ": the log's state changes all the time");
    }

    /** Puts a base in place of the one before. It is durable when this returns. */
    void replace(Base base) throws IOException {
        object.orElseThrow(() -> new IllegalStateException("the state is taken over first"))
                .replace(encoded(base));
    }

    private Bytes encoded(Base base) {
        return BaseText.write(base, CheckedLines.of(TITLE).with("epoch", epoch)).encoded();
    }

    private static Base parsed(StoreClient client, Bytes encoded) throws OpenRefusedException {
        try {
            var lines = CheckedLines.parse(TITLE, encoded);
            lines.nextNumber("epoch");
            return BaseText.read(lines);
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "%s%s: %s; restore it from an earlier version, if the store keeps them"
                            .formatted(client.bucket().prefix(), KEY, e.getMessage()),
                    e);
        }
    }
}
