/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * The few requests that a log makes of a store. Keys are those below the prefix of the bucket. For many threads.
 *
 * <p>Reading, listing and deleting are tried again where that may help. Writing is not: what a second try of a conditional
 * write means, only the writer can know.
 */
public final class StoreClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int CONFLICT = 409;
    private static final int MISMATCH = 412;
    private static final int LARGEST_LIST = 4 << 20;
    private static final int MOST_PAGES = 1000;
    private static final int ATTEMPTS = 5;

    private final Bucket bucket;
    private final Exchange exchange;
    private final Patience patience;
    private final Pace pace;

    /** Makes no request yet. */
    public static StoreClient of(Bucket bucket, Access access, Patience patience, Pace pace) {
        return new StoreClient(bucket, new Exchange(bucket, access, patience), patience, pace);
    }

    private StoreClient(Bucket bucket, Exchange exchange, Patience patience, Pace pace) {
        this.bucket = bucket;
        this.exchange = exchange;
        this.patience = patience;
        this.pace = pace;
    }

    /** The same store, and keys below this one. */
    public StoreClient below(String part) {
        return new StoreClient(bucket.below(part), exchange, patience, pace);
    }

    public Bucket bucket() {
        return bucket;
    }

    Patience patience() {
        return patience;
    }

    Pace pace() {
        return pace;
    }

    /** One try of a write. */
    Put put(String key, Bytes content, Condition condition) throws StoreException {
        var answer = exchange.send(
                new Exchange.Request("PUT", bucket.path(key), Map.of(), condition.header(), content, Answer.SMALL));
        if (answer.isMissingObject() && condition instanceof Condition.Matches) {
            return new Put.Mismatched();
        }
        return switch (answer.status()) {
            case OK -> new Put.Written(tag(key, answer));
            case MISMATCH -> new Put.Mismatched();
            case CONFLICT -> new Put.Contended();
            default -> throw answer.unexpected("writing " + bucket.prefix() + key);
        };
    }

    /** An object, unless there is none or it is larger than this. */
    Optional<StoredObject> get(String key, int most) throws StoreException {
        return insist(() -> {
            var answer =
                    exchange.send(new Exchange.Request("GET", bucket.path(key), Map.of(), Map.of(), Bytes.EMPTY, most));
            if (answer.isMissingObject()) {
                return Optional.<StoredObject>empty();
            }
            if (answer.status() != OK) {
                throw answer.unexpected("reading " + bucket.prefix() + key);
            }
            return Optional.of(new StoredObject(answer.body(), tag(key, answer)));
        });
    }

    /** What an object holds, unless there is none or it is larger than this. */
    public Optional<Bytes> read(String key, int most) throws IOException {
        return get(key, most).map(StoredObject::content);
    }

    /** The tag of an object, which costs little to ask for; nothing if there is none, or it cannot be told in this way. */
    Optional<String> tag(String key) throws StoreException {
        return insist(() -> {
            var answer = exchange.send(
                    new Exchange.Request("HEAD", bucket.path(key), Map.of(), Map.of(), Bytes.EMPTY, Answer.SMALL));
            return answer.status() == OK ? answer.tag() : Optional.<String>empty();
        });
    }

    /**
     * Writes what can only ever have this content. It is durable when this returns.
     *
     * @throws IOException if it is there with other content, which stays
     */
    void putOnce(String key, Bytes content) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                switch (put(key, content, Condition.ABSENT)) {
                    case Put.Written _ -> {
                        return;
                    }
                    case Put.Mismatched _ -> {
                        if (isThere(key, content)) {
                            return;
                        }
                        expectMore(attempt, key);
                    }
                    case Put.Contended _ -> expectMore(attempt, key);
                }
            } catch (StoreException e) {
                if (attempt == ATTEMPTS || e.outcome() == Outcome.REFUSED) {
                    throw e;
                }
            }
            rest(attempt);
        }
    }

    /** Whether an object is there with this content, and not removed meanwhile. */
    private boolean isThere(String key, Bytes content) throws IOException {
        var found = get(key, content.size() + Answer.SMALL);
        if (found.isPresent() && !found.get().content().equals(content)) {
            throw new IOException(bucket.prefix() + key + ": is there with other content");
        }
        return found.isPresent();
    }

    private void expectMore(int attempt, String key) throws StoreException {
        if (attempt == ATTEMPTS) {
            throw new StoreException(Outcome.UNKNOWN, bucket.prefix() + key + ": somebody else keeps writing it");
        }
    }

    /** Removes an object. That there is none is no fault. */
    void delete(String key) throws StoreException {
        insist(() -> {
            var answer = exchange.send(
                    new Exchange.Request("DELETE", bucket.path(key), Map.of(), Map.of(), Bytes.EMPTY, Answer.SMALL));
            if (answer.status() != NO_CONTENT && answer.status() != OK && !answer.isMissingObject()) {
                throw answer.unexpected("removing " + bucket.prefix() + key);
            }
            return answer;
        });
    }

    void deleteAll(List<String> keys) throws IOException {
        var deletions = new ArrayList<Callable<String>>();
        for (var key : keys) {
            deletions.add(() -> {
                delete(key);
                return key;
            });
        }
        Parallel.all(deletions);
    }

    /** All keys that begin so, below the prefix of the bucket. */
    public List<String> keys(String start) throws StoreException {
        return list(start, Map.of()).stream()
                .flatMap(page -> page.keys().stream())
                .map(this::withoutPrefix)
                .toList();
    }

    /** The names that are followed by a slash, right below the prefix of the bucket. */
    public List<String> folders() throws StoreException {
        return list("", Map.of("delimiter", "/")).stream()
                .flatMap(page -> page.folders().stream())
                .map(this::withoutPrefix)
                .map(name -> name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
                .toList();
    }

    private List<Listing> list(String start, Map<String, String> more) throws StoreException {
        var pages = new ArrayList<Listing>();
        var query = new TreeMap<>(more);
        query.put("list-type", "2");
        query.put("prefix", bucket.prefix() + start);
        do {
            var page = insist(() -> page(query));
            pages.add(page);
            page.next().ifPresent(token -> query.put("continuation-token", token));
        } while (pages.getLast().next().isPresent() && pages.size() < MOST_PAGES);
        return pages;
    }

    private Listing page(Map<String, String> query) throws StoreException {
        var answer =
                exchange.send(new Exchange.Request("GET", bucket.path(""), query, Map.of(), Bytes.EMPTY, LARGEST_LIST));
        if (answer.status() != OK) {
            throw answer.unexpected("listing " + bucket.prefix());
        }
        try {
            return Listing.parse(new String(answer.body().toArray(), StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new StoreException(Outcome.UNKNOWN, "listing " + bucket.prefix() + ": " + e.getMessage(), e);
        }
    }

    private String withoutPrefix(String key) {
        return key.startsWith(bucket.prefix()) ? key.substring(bucket.prefix().length()) : key;
    }

    private static String tag(String key, Answer answer) throws StoreException {
        return answer.tag()
                .orElseThrow(() ->
                        new StoreException(Outcome.UNKNOWN, "the store gave no ETag for " + key + ", which it must"));
    }

    /** Something that may be done twice. */
    @FunctionalInterface
    private interface Harmless<T> {
        T run() throws StoreException;
    }

    private <T> T insist(Harmless<T> request) throws StoreException {
        for (var attempt = 1; ; attempt++) {
            try {
                return request.run();
            } catch (StoreException e) {
                if (attempt == ATTEMPTS || e.outcome() == Outcome.REFUSED) {
                    throw e;
                }
            }
            rest(attempt);
        }
    }

    /** Waits before the next of several tries. */
    void rest(int attempt) throws StoreException {
        try {
            pace.rest(patience.pause().multipliedBy(1L << Math.min(attempt - 1, 6)));
        } catch (InterruptedIOException e) {
            throw new StoreException(Outcome.UNKNOWN, "interrupted", e);
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
