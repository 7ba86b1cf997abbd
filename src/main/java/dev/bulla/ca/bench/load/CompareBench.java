/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts the same load on two authorities by turns, so that what the machine does meanwhile happens to both. Who begins
 * changes from round to round: what is always first or always second would have it better or worse.
 */
public final class CompareBench {
    private final LoadBench ours;
    private final LoadBench reference;
    private final int rounds;
    private final Consumer<String> news;

    /**
     * @param reference whose requests are those of ours
     * @param news      hears what is being done
     */
    public CompareBench(LoadBench ours, LoadBench reference, int rounds, Consumer<String> news) {
        this.ours = ours;
        this.reference = reference;
        this.rounds = rounds;
        this.news = news;
    }

    /** Asks both for one certificate as everybody would. */
    public void tryOnce() throws IOException, InterruptedException {
        ours.tryOnce();
        reference.tryOnce();
    }

    /**
     * @param folder for the requests that are made beforehand
     * @param count  how many; when they are used up they are sent again
     */
    public CompareReport run(Path folder, int count) throws IOException, InterruptedException {
        news.accept("making %,d requests".formatted(count));
        try (var requests = ours.requests().prepare(folder, count);
                var same = reference.requests().prepareAs(requests, folder)) {
            var done = new ArrayList<CompareReport.Round>();
            for (var number = 0; number < rounds; number++) {
                news.accept("round %d of %d".formatted(number + 1, rounds));
                var areFirst = number % 2 == 0;
                var early = areFirst ? ours.run(requests) : reference.run(same);
                var late = areFirst ? reference.run(same) : ours.run(requests);
                done.add(new CompareReport.Round(areFirst ? early : late, areFirst ? late : early));
            }
            return new CompareReport(done, placement());
        }
    }

    private Placement placement() throws IOException {
        var own = LocalProcess.own();
        return new Placement(
                ours.cores(), reference.cores(), own.isPresent() ? own.get().cores() : Optional.empty());
    }
}
