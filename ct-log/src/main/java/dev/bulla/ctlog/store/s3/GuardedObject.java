/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * An object that changes, and that only the holder of the log may change. It is read, then the head is asked whose the log is,
 * then it is replaced if it is still what was read. So once the next holder has replaced it, the one before cannot any more.
 */
final class GuardedObject {
    private static final int LARGEST = 64 << 20;
    private static final int ATTEMPTS = 5;

    private final StoreClient client;
    private final String key;
    private final Guard guard;
    private Optional<Condition> condition;

    /** Knows who may change it. */
    @FunctionalInterface
    interface Guard {
        /** Returns if it may be changed at this moment. */
        void requireOurs() throws StoreException;
    }

    /** @param condition that it is as it was when the log was known to be ours, if it was read then */
    GuardedObject(StoreClient client, String key, Guard guard, Optional<Condition> condition) {
        this.client = client;
        this.key = key;
        this.guard = guard;
        this.condition = condition;
    }

    /** Puts content in place of what is there. It is durable when this returns. */
    synchronized void replace(Bytes content) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                var isThere = condition.isEmpty() && isThere(content);
                if (isThere || isWritten(content)) {
                    return;
                }
            } catch (StoreException e) {
                condition = Optional.empty();
                if (attempt == ATTEMPTS || e.outcome() == Outcome.REFUSED) {
                    throw e;
                }
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(client.bucket().prefix() + key + ": somebody else keeps writing it");
            }
            client.rest(attempt);
        }
    }

    /** Looks anew, and that the log is ours still. Whether there is nothing left to do. */
    private boolean isThere(Bytes content) throws IOException {
        var found = client.get(key, LARGEST);
        guard.requireOurs();
        condition = Optional.of(found.map(object -> (Condition) new Condition.Matches(object.tag()))
                .orElse(Condition.ABSENT));
        return found.isPresent() && found.get().content().equals(content);
    }

    private boolean isWritten(Bytes content) throws StoreException {
        var outcome = client.put(key, content, condition.orElseThrow());
        condition = outcome instanceof Put.Written written
                ? Optional.of(new Condition.Matches(written.tag()))
                : Optional.empty();
        return outcome instanceof Put.Written;
    }
}
