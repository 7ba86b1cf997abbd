/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.x509.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Answers kept to be looked at later, every one as likely as the others when there are too many. For many threads. */
final class Samples {
    private final int room;
    private final List<Sample> kept = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom();
    private long offered;

    /**
     * @param request the number of the request it answers
     * @param at      when it came
     */
    record Sample(int request, Bytes body, Instant at) {}

    Samples(int room) {
        this.room = room;
    }

    synchronized void offer(Sample sample) {
        offered++;
        if (kept.size() < room) {
            kept.add(sample);
            return;
        }
        var place = random.nextLong(offered);
        if (place < room) {
            kept.set((int) place, sample);
        }
    }

    synchronized List<Sample> kept() {
        return List.copyOf(kept);
    }
}
