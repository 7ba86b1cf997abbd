/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** What the process costs, by the usual names of the Prometheus clients, and the clock that it goes by. */
public final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMetrics() {}

    public static void register(Metrics metrics, InstantSource clock) {
        metrics.gauge("bulla_clock_seconds", "What this server takes the time to be, Unix time.")
                .is(() -> clock.millis() / 1e3);
        var runtime = ManagementFactory.getRuntimeMXBean();
        var memory = ManagementFactory.getMemoryMXBean();
        metrics.gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.")
                .is(() -> runtime.getStartTime() / 1e3);
        metrics.gauge("process_resident_memory_bytes", "Resident memory size in bytes.")
                .is(ProcessMetrics::residentBytes);
        metrics.gauge("jvm_heap_used_bytes", "Heap in use, garbage included.")
                .is(() -> memory.getHeapMemoryUsage().getUsed());
        metrics.gauge("jvm_threads", "Platform threads.")
                .is(() -> ManagementFactory.getThreadMXBean().getThreadCount());
        metrics.observedCounter("jvm_gc_seconds_total", "Time spent in garbage collection.")
                .is(ProcessMetrics::collectionSeconds);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            metrics.observedCounter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.")
                    .is(() -> unix.getProcessCpuTime() / 1e9);
            metrics.gauge("process_open_fds", "Number of open file descriptors.")
                    .is(unix::getOpenFileDescriptorCount);
            metrics.gauge("process_max_fds", "Maximum number of open file descriptors.")
                    .is(unix::getMaxFileDescriptorCount);
        }
    }

    private static double collectionSeconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                        .sum()
                / 1e3;
    }

    /** Zero where the system does not say, which is everywhere but on Linux. */
    private static double residentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
