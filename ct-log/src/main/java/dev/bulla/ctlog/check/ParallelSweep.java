/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Sweeps all tiles of level 0 on several threads. Tiles are taken in their order, so when it stops early everything before
 * the first damage it found is sound.
 */
final class ParallelSweep {
    private final long size;
    private final long toDo;
    private final Findings findings;
    private final CheckProgress progress;
    private final AtomicReferenceArray<SweptTile> swept;
    private final AtomicInteger next;
    private final AtomicLong done = new AtomicLong();

    /** @param from number of the first tile that is swept */
    ParallelSweep(long size, int from, Findings findings, CheckProgress progress) {
        this.size = size;
        this.toDo = size - (long) from * Tile.WIDTH;
        this.findings = findings;
        this.progress = progress;
        this.swept = new AtomicReferenceArray<>(tiles(size));
        this.next = new AtomicInteger(from);
    }

    /** How many tiles of level 0 a tree has. */
    static int tiles(long size) {
        return Math.toIntExact(Math.ceilDiv(size, Tile.WIDTH));
    }

    List<SweptTile> run(int threads, Supplier<TileSweep> sweeps) throws UnreadableException, InterruptedException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var work = new ArrayList<Future<Void>>();
            for (var i = 0; i < threads; i++) {
                var sweep = sweeps.get();
                work.add(executor.submit((Callable<Void>) () -> sweepAll(sweep)));
            }
            try {
                for (var thread : work) {
                    await(thread);
                }
            } finally {
                executor.shutdownNow();
            }
        }
        var all = new ArrayList<SweptTile>(swept.length());
        for (var i = 0; i < swept.length(); i++) {
            var tile = swept.get(i);
            all.add(tile == null ? SweptTile.NONE : tile);
        }
        return all;
    }

    /** How many entries were looked at. */
    long done() {
        return done.get();
    }

    private Void sweepAll(TileSweep sweep) throws UnreadableException, InterruptedException {
        while (!findings.areEnough()) {
            var number = next.getAndIncrement();
            if (number >= swept.length()) {
                break;
            }
            var tile = Tile.at(0, (long) number * Tile.WIDTH, size);
            var result = sweep.sweep(tile);
            swept.set(number, result);
            progress.checked(done.addAndGet(tile.width()), toDo);
        }
        return null;
    }

    private static void await(Future<Void> thread) throws UnreadableException, InterruptedException {
        try {
            thread.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnreadableException unreadable -> throw unreadable;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException("a thread of the check ended", e);
            }
        }
    }
}
