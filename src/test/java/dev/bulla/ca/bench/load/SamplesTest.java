/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.x509.Bytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void noMoreAreKeptThanThereIsRoomForAndTheyComeFromTheWholeRun() {
        var samples = new Samples(100);
        for (var i = 0; i < 10_000; i++) {
            samples.offer(new Samples.Sample(i, Bytes.utf8("x"), Instant.EPOCH));
        }

        assertThat(samples.kept()).hasSize(100).doesNotHaveDuplicates();
        // The chance that none of the second half is among them is one in 2^100.
        assertThat(samples.kept()).anyMatch(it -> it.request() >= 5_000);
    }

    @Test
    void fewAreAllKept() {
        var samples = new Samples(100);
        samples.offer(new Samples.Sample(7, Bytes.utf8("x"), Instant.EPOCH));

        assertThat(samples.kept()).containsExactly(new Samples.Sample(7, Bytes.utf8("x"), Instant.EPOCH));
    }
}
