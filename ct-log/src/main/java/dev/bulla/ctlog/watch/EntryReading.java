/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.identity.Identities;
import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads entries and looks for what is watched, several answers of the log at once. */
final class EntryReading implements AutoCloseable {
    private final LogApi api;
    private final WatchList watched;
    private final ExecutorService threads;

    EntryReading(LogApi api, WatchList watched, int threads) {
        this.api = api;
        this.watched = watched;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("watch-", 0).factory());
    }

    /** The entries from a place up to and without another. They are what the log gave, and nothing is shown of them yet. */
    Stretch read(long from, long to, TreeHead head) throws UnreadableException, InterruptedException {
        var parts = new ArrayList<Future<Stretch>>();
        var stride = api.stride();
        for (var start = from; start < to; ) {
            var first = start;
            var end = Math.min(to, start - start % stride + stride);
            parts.add(threads.submit((Callable<Stretch>) () -> part(first, end, head)));
            start = end;
        }
        try {
            var all = new Stretch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (var part : parts) {
                add(await(part), all);
            }
            return all;
        } finally {
            parts.forEach(part -> part.cancel(true));
        }
    }

    private Stretch part(long from, long to, TreeHead head) throws UnreadableException, InterruptedException {
        var part = new Stretch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var next = from; next < to; ) {
            for (var entry : api.entries(next, to, head)) {
                look(next++, entry, part);
            }
        }
        return part;
    }

    private void look(long index, ReadEntry read, Stretch part) {
        part.leaves().add(read.leaf());
        try {
            var entry = read.entry().entry();
            var identities = Identities.of(signedPart(entry));
            var matched = watched.matching(identities);
            if (!matched.isEmpty()) {
                var isPrecertificate = entry instanceof LogEntry.Precertificate;
                part.found()
                        .add(new Found(
                                index, read.entry().timestamp(), isPrecertificate, read.leaf(), identities, matched));
            }
        } catch (MalformedException _) {
            part.unreadable().add(index);
        }
    }

    private static Bytes signedPart(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Certificate(Bytes der) -> der;
            case LogEntry.Precertificate(Hash _, Bytes tbs) -> tbs;
        };
    }

    private static void add(Stretch part, Stretch all) {
        all.leaves().addAll(part.leaves());
        all.found().addAll(part.found());
        all.unreadable().addAll(part.unreadable());
    }

    private static Stretch await(Future<Stretch> part) throws UnreadableException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnreadableException unreadable -> throw unreadable;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException("a thread that reads entries ended", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
