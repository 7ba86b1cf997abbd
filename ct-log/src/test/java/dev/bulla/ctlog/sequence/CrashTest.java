/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes as fast as it can, again and again: at each durable step, and at any moment. What it had said by
 * then is compared with what the next start finds.
 */
class CrashTest {
    /** 50, or as many as the profile {@code crash} says. */
    private static final int KILLS = Integer.getInteger("crash.kills", 50);

    private static final List<DurableStep> STEPS = List.of(DurableStep.values());
    private static final int KILLS_OF_ONE_LOG = 10;
    private static final int KILLED = 128 + 9;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<DurableStep, Integer> deaths = new EnumMap<>(DurableStep.class);
    private int deathsAtRandom;
    private long number;

    @TempDir
    private Path temporary;

    @Test
    void whatWasSaidBeforeAProcessDiedIsTrueAfterwards() throws Exception {
        System.out.println("crash.seed=" + seed);
        var memory = new Memory();
        for (var kill = 0; kill < KILLS; kill++) {
            if (kill % KILLS_OF_ONE_LOG == 0) {
                memory = new Memory();
            }
            var folder = temporary.resolve("log" + kill / KILLS_OF_ONE_LOG).resolve("data");
            dieOnce(kill, folder, memory);
            openAndCompare(folder, memory);
        }
        System.out.println("kills: " + deaths + ", at random: " + deathsAtRandom);
        assertThat(deaths.keySet()).containsExactlyElementsOf(STEPS);
        assertThat(deathsAtRandom).isPositive();
    }

    private void dieOnce(int kill, Path folder, Memory memory) throws Exception {
        if (kill % 6 == 5) {
            dieAtAnyMoment(folder, memory);
            deathsAtRandom++;
            return;
        }
        var step = STEPS.get((kill - kill / 6) % STEPS.size());
        var times = 1 + random.nextInt(step.compareTo(DurableStep.PLACES_TOLD) <= 0 ? 60 : 6);
        var child = start(folder, step.name(), times);
        listen(child, memory);
        assertThat(child.waitFor()).as("%s %d, seed %d", step, times, seed).isEqualTo(ChildProcess.DIED);
        deaths.merge(step, 1, Integer::sum);
    }

    /** By its handle: {@link Process#destroyForcibly} would also throw away what the child has said and nobody has read. */
    private void dieAtAnyMoment(Path folder, Memory memory) throws Exception {
        var child = start(folder, "NEVER", 0);
        var life = Duration.ofMillis(random.nextInt(700));
        var killer = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(life.toNanos());
            child.toHandle().destroyForcibly();
        });
        listen(child, memory);
        killer.join();
        assertThat(child.waitFor()).isEqualTo(KILLED);
    }

    private Process start(Path folder, String step, int times) throws IOException {
        var child = ChildProcess.command(
                        List.of(), "write", folder.toString(), Long.toString(number), step, Integer.toString(times))
                .start();
        // What the child submits must be new, however far it gets.
        number += 1_000_000;
        child.onExit().orTimeout(LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS).exceptionally(_ -> {
            child.toHandle().destroyForcibly();
            return child;
        });
        return child;
    }

    private static void listen(Process child, Memory memory) throws IOException {
        try (var lines = new BufferedReader(child.inputReader(StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line.split(" ", -1), memory);
            }
        }
    }

    private static void remember(String[] said, Memory memory) {
        switch (said[0]) {
            case "place" ->
                memory.told(Long.parseLong(said[1]), new Place(Long.parseLong(said[2]), Long.parseLong(said[3])));
            case "head" -> {
                var root = Hash.read(HexFormat.of().parseHex(said[3]), 0);
                memory.seen(new TreeHead(Long.parseLong(said[1]), Long.parseLong(said[2]), root));
            }
            case "batch" -> {
                // Not of interest here.
            }
            default -> throw new AssertionError(String.join(" ", said));
        }
    }

    /** The next start finds everything, and the log goes on. */
    private void openAndCompare(Path folder, Memory memory) throws Exception {
        try (var _ = FolderLock.take(new RealDisk(), new LogFolder(folder), LONGEST_LIFE);
                var log = DiskLog.open(
                        new RealDisk(),
                        folder,
                        ChildProcess.around(Steps.IGNORED, new RecordedEvents(), memory::seen))) {
            memory.compare(log.found(), log.objects());
            for (var i = 0; i < 20; i++) {
                memory.told(
                        number, log.sequencer().submit(Drafts.numbered(number)).await(TestLog.PATIENCE));
                number++;
            }
            log.live().export();
            memory.compare(log.snapshot(), log.objects());
        }
    }
}
