/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All processes that do a server's work, as an authority and a log of its own: what they take is added up. */
public record ServerProcesses(List<LocalProcess> processes) {
    public ServerProcesses {
        processes = List.copyOf(processes);
    }

    /** Throws {@link IllegalArgumentException} if one of them is none that can be looked at. */
    public static ServerProcesses numbered(List<Long> numbers) {
        return new ServerProcesses(
                numbers.stream().distinct().map(LocalProcess::numbered).toList());
    }

    Duration processorTime() throws IOException {
        var sum = Duration.ZERO;
        for (var process : processes) {
            sum = sum.plus(process.processorTime());
        }
        return sum;
    }

    LoadReport.Memory memory() throws IOException {
        var resident = 0L;
        var anonymous = 0L;
        for (var process : processes) {
            resident += process.resident();
            anonymous += process.anonymous();
        }
        return new LoadReport.Memory(resident, anonymous);
    }

    /** Where any of them may run. */
    Optional<CoreSet> cores() throws IOException {
        var all = new ArrayList<CoreSet>();
        for (var process : processes) {
            process.cores().ifPresent(all::add);
        }
        return all.stream().reduce(CoreSet::and);
    }
}
