/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Finds out at a start whether the store keeps the promises that a log rests on, above all that of several conditional writes
 * one wins.
 *
 * <p>A store that passes may still break them, but the ones that never kept them do not pass: they look first and write then,
 * and of so many races they lose some.
 */
final class Probe {
    private static final int ROUNDS = 12;
    private static final int WRITERS = 8;
    private static final int TRIES = 3;

    /** Whoever looks first and writes then needs longer for more, and others come between more often. */
    private static final int RACED = 64 << 10;

    private static final Condition OTHER = new Condition.Matches("\"00000000000000000000000000000000\"");

    private final StoreClient client;
    private final List<String> keys = new ArrayList<>();

    /** @param writer tells the objects of this probe from those of others */
    Probe(StoreClient client, String writer) {
        this.client = client.below("probe").below(writer);
    }

    /** Returns if the store will do. What was written is removed. */
    void run() throws IOException, OpenRefusedException {
        try {
            conditions();
            for (var round = 0; round < ROUNDS; round++) {
                var key = key("race-" + round);
                race(key, Condition.ABSENT, "not to replace an object");
                race(key, new Condition.Matches(found(key).tag()), "to replace only what it knows");
            }
        } finally {
            cleanUp();
        }
    }

    private void conditions() throws IOException, OpenRefusedException {
        var key = key("conditions");
        var first = put(key, "first", Condition.ABSENT);
        require(first instanceof Put.Written, "does not create an object on the condition that there is none");
        require(
                put(key, "second", Condition.ABSENT) instanceof Put.Mismatched,
                "replaces an object that it was told not to replace (If-None-Match)");
        require(
                put(key, "third", OTHER) instanceof Put.Mismatched,
                "replaces an object that is not the one it was told to replace (If-Match)");
        require(
                put(key("missing"), "fourth", OTHER) instanceof Put.Mismatched,
                "creates an object where it was told to replace one (If-Match)");
        var found = found(key);
        require(found.content().equals(bytes("first")), "does not give back what was written");
        require(
                put(key, "fifth", new Condition.Matches(found.tag())) instanceof Put.Written,
                "does not replace an object that it was told to replace (If-Match)");
        require(found(key).content().equals(bytes("fifth")), "gives back what was replaced");
        require(client.keys("").contains(key), "does not list what was written");
    }

    /** Lets writers write at once under the same condition. */
    private void race(String key, Condition condition, String told) throws IOException, OpenRefusedException {
        for (var attempt = 1; ; attempt++) {
            var outcomes = outcomes(key, condition);
            var winners =
                    outcomes.stream().filter(Put.Written.class::isInstance).count();
            require(
                    winners <= 1,
                    "let %d of %d writers win that were all told %s: two processes could write to the log at once"
                            .formatted(winners, WRITERS, told));
            if (winners == 1) {
                return;
            }
            if (attempt == TRIES || !outcomes.stream().allMatch(Put.Contended.class::isInstance)) {
                throw new IOException("%s: nobody won a race between %d writers: the store cannot be probed now"
                        .formatted(client.bucket(), WRITERS));
            }
            client.rest(attempt);
        }
    }

    private List<Put> outcomes(String key, Condition condition) throws IOException {
        var writers = new ArrayList<Callable<Put>>();
        for (var writer = 0; writer < WRITERS; writer++) {
            // What is replaced by the same bytes has the same tag afterwards, and the next one would win, too.
            var content = bytes("%s %s %d "
                    .formatted(key, condition, writer)
                    .repeat(RACED / 8)
                    .substring(0, RACED));
            writers.add(() -> client.put(key, content, condition));
        }
        return Parallel.all(writers);
    }

    private Put put(String key, String content, Condition condition) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var outcome = client.put(key, bytes(content), condition);
            if (attempt == TRIES || !(outcome instanceof Put.Contended)) {
                return outcome;
            }
            client.rest(attempt);
        }
    }

    private StoredObject found(String key) throws IOException, OpenRefusedException {
        var found = client.get(key, RACED);
        require(found.isPresent(), "does not find what was just written");
        return found.orElseThrow();
    }

    private void require(boolean isKept, String otherwise) throws OpenRefusedException {
        if (!isKept) {
            throw new OpenRefusedException("%s: the store %s; a log cannot be kept there: use another one"
                    .formatted(client.bucket(), otherwise));
        }
    }

    private String key(String name) {
        keys.add(name);
        return name;
    }

    /** What stays for any reason does no harm. */
    private void cleanUp() {
        try {
            client.deleteAll(keys);
        } catch (IOException _) {
            return;
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }
}
