/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that runs alone and is killed, without a chance to end well, while many submit to it. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledLogTest {
    private static final int KILLS = 2;
    private static final int ENOUGH = 150;

    @TempDir
    private Path folder;

    private final PromisedSubmissions submissions = new PromisedSubmissions();

    @Test
    void whatItPromisedItHasWhateverHappensToIt() throws Exception {
        var roots = Files.writeString(folder.resolve("roots.pem"), submissions.rootPem());
        var log = List.of("--data=" + folder.resolve("data"), "--log-origin=log.example.com/killed");
        LogProcess.create(log);
        var flags = List.of(log.getFirst(), log.getLast(), "--log-accepted-roots=" + roots);
        for (var kill = 0; kill < KILLS; kill++) {
            try (var process = LogProcess.serve(flags).awaitServing()) {
                submissions.submitUntilKilled(process, ENOUGH);
            }
        }

        try (var process = LogProcess.serve(flags).awaitServing()) {
            assertThat(submissions.count()).isGreaterThanOrEqualTo(KILLS * ENOUGH);
            submissions.requireAllIn(process);
        }
    }
}
