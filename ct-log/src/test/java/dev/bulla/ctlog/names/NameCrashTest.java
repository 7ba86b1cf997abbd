/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.index.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that makes an index, at any moment and again and again. Whatever it left, the answers are right. */
class NameCrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 50) / 4;
    private static final int LONGEST_LIFE = 900;
    private static final long SIZE = 30L * Span.BLOCK;
    private static final long SEED = 11;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final MadeUpEntries entries = new MadeUpEntries(SEED);

    @TempDir
    private Path folder;

    /** {@code <folder>}: takes entry after entry into the index in this folder, and begins anew when it has all. */
    static final class Maker {
        public static void main(String... arguments) throws IOException {
            var entries = new MadeUpEntries(SEED);
            var index = NameIndex.open(Path.of(arguments[0]), SIZE, entries);
            for (var size = index.view().end(); size <= SIZE; size += 500) {
                index.settle(size, entries);
            }
        }
    }

    @Test
    void whatAKilledProcessLeftMisleadsNobody() throws Exception {
        System.out.println("crash.seed=" + seed);
        var made = 0L;
        for (var kill = 0; kill < KILLS; kill++) {
            killAMaker();
            var index = NameIndex.open(folder, SIZE, entries);
            made = Math.max(made, index.view().end());
            for (var question = 0; question < 2; question++) {
                var pattern = entries.pattern(random, SIZE);
                assertThat(Asking.newestFirst(index, entries, pattern, 0, SIZE))
                        .isEqualTo(entries.newestFirst(pattern, 0, SIZE));
            }
        }
        assertThat(made).as("entries that any of them got into files").isPositive();
    }

    private void killAMaker() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var maker = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Maker.class.getName(),
                        folder.toString()))
                .inheritIO()
                .start();
        LockSupport.parkNanos(
                Duration.ofMillis(200 + random.nextInt(LONGEST_LIFE)).toNanos());
        maker.toHandle().destroyForcibly();
        maker.waitFor();
    }
}
