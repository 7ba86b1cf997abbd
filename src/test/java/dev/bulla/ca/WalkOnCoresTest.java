/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.pace.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WalkOnCoresTest {

    /** Says how many cores computed whenever it was called. */
    private record Watching(Cores cores, List<String> seen) implements TransparencyLog {
        @Override
        public Supplier<LogReceipt> submit(Precertificate precertificate) {
            seen.add("handed in on " + cores.busy());
            return () -> {
                seen.add("waited on " + cores.busy());
                return LogReceipt.NotLogged.NOT_LOGGED;
            };
        }
    }

    @Test
    void theLogComputesOnACoreAndWaitsWithoutOne() {
        var cores = new Cores(2);
        var log = new Watching(cores, new ArrayList<>());
        var walk = new WholeWalk(log, cores);

        var issued = walk.issue(walk.token("", WholeWalk.recordedClaims().get("email")));

        assertThat(issued).isPresent();
        assertThat(log.seen()).containsExactly("handed in on 1", "waited on 0");
        assertThat(cores.busy()).isZero();
    }
}
