/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is done, and reads what it costs whom. For many threads. */
final class Meter {
    private final Optional<ServerProcesses> server;
    private final LongAdder answers = new LongAdder();
    private final LongAdder certificates = new LongAdder();

    /**
     * What was done and spent from the beginning up to a moment.
     *
     * @param generator time that this process took on processors
     * @param server    time that the server took, if it is one that can be looked at
     */
    record Reading(long nanos, long answers, long certificates, Duration generator, Optional<Duration> server) {}

    Meter(Optional<ServerProcesses> server) {
        this.server = server;
    }

    void answered(boolean isCertificate) {
        answers.increment();
        if (isCertificate) {
            certificates.increment();
        }
    }

    Reading read() throws IOException {
        var own = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var spent = server.isPresent() ? Optional.of(server.get().processorTime()) : Optional.<Duration>empty();
        return new Reading(
                System.nanoTime(), answers.sum(), certificates.sum(), Duration.ofNanos(own.getProcessCpuTime()), spent);
    }
}
