/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class MeasuredTest {

    @Test
    void jmhFindsBenchmarksAndSaysWhatTheyAllocate() throws RunnerException {
        var options = new OptionsBuilder()
                .include("Floor.sign$")
                .param("key", "P256")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(new TimeValue(100, TimeUnit.MILLISECONDS))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        var result = new Runner(options).runSingle();

        assertThat(result.getPrimaryResult().getScore()).isPositive();
        assertThat(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
                .isPositive();
    }
}
