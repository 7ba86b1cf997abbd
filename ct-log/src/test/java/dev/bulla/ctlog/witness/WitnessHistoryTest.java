/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of two logs and three witnesses: growth, restarts of either side, lost questions and answers, strangers who show
 * checkpoints around, and forks under the logs' own keys, many of them at the same time. A witness never signs two trees of which
 * neither is the beginning of the other; and a log has its quorum when enough witnesses are well.
 */
@Timeout(120)
class WitnessHistoryTest {
    private static final int STEPS = 120;
    private static final int MOST_CONCURRENT = 4;

    private final long seed = Long.getLong("witness.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, GrowingLog> logs = new HashMap<>();
    private final Map<String, Witnessing> asking = new HashMap<>();
    private final Map<String, Optional<TreeNote>> kept = new ConcurrentHashMap<>();

    /** What stands in the first places of the tree of a checkpoint, for each that was ever shown to a witness. */
    private final Map<String, List<Long>> trees = new ConcurrentHashMap<>();

    /** The checkpoints that each witness has signed, of each log. */
    private final Map<String, List<String>> signed = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    private Village village;

    @RepeatedTest(5)
    void noWitnessEverSignsTwoTreesThatContradictEachOther() throws Exception {
        System.out.println("witness.seed=" + seed);
        for (var origin : List.of("one.example", "two.example")) {
            logs.put(origin, GrowingLog.named(origin).grow(1));
        }
        village = new Village(
                folder, 3, logs.values().stream().map(GrowingLog::key).toList());
        village.onSigned = this::signed;
        for (var origin : logs.keySet()) {
            restart(origin);
        }
        for (var step = 0; step < STEPS; step++) {
            nanos.addAndGet(Duration.ofSeconds(random.nextInt(90)).toNanos());
            step(logs.get(random.nextBoolean() ? "one.example" : "two.example"));
        }
        requireThatAllAgree();
        requireThatAllIsWellInTheEnd();
        requireThatAllAgree();
        asking.values().forEach(Witnessing::close);
        village.close();
    }

    private void step(GrowingLog log) throws Exception {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                log.grow(random.nextInt(4));
                ask(log);
            }
            case 3 -> village.restart(anyWitness());
            case 4 -> restart(log.origin());
            case 5 -> village.trick(anyWitness(), this::lossy);
            case 6 -> village.noTricks();
            default -> attack(log);
        }
    }

    private String anyWitness() {
        return village.names().get(random.nextInt(village.names().size()));
    }

    private void ask(GrowingLog log) {
        remember(log, (int) log.size());
        asking.get(log.origin()).introduce(log.head());
    }

    private void restart(String origin) throws Exception {
        var before = asking.remove(origin);
        if (before != null) {
            before.close();
        }
        var log = logs.get(origin);
        asking.put(
                origin,
                new Witnessing(
                        new Witnessing.Plan(village.policy(2), Duration.ofDays(1), Duration.ofDays(1)),
                        new Witnessing.Subject(
                                log, origin, List.of(log.key()), note -> kept.put(origin, Optional.of(note))),
                        kept.getOrDefault(origin, Optional.empty()),
                        new Witnessing.Ports(village, new HeardEvents(), nanos::get, GrowingLog.PROVIDER)));
    }

    /** Half of all questions or answers get lost. */
    private Door lossy(Door door) {
        return (address, body) -> {
            var isLost = Math.floorMod(address.hashCode() + body.hashCode(), 2) == 0;
            var reply = door.call(address, body);
            if (isLost) {
                throw new IOException("lost on the way back");
            }
            return reply;
        };
    }

    /** Several at once show one witness trees of the log, true ones and forks, from the size that it is at or from others. */
    private void attack(GrowingLog log) throws Exception {
        var fork = log.forkedAt(random.nextInt((int) log.size() + 1), 1 + random.nextInt(5));
        var address = URI.create("http://" + anyWitness() + "/add-checkpoint");
        var threads = new ArrayList<Thread>();
        for (var attacker = 0; attacker < MOST_CONCURRENT; attacker++) {
            var from = random.nextBoolean() ? fork : log;
            var size = random.nextInt((int) from.size() + 1);
            var old = random.nextInt(size + 1);
            var request = from.request(old, size).encoded();
            remember(from, size);
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    village.call(address, Optional.of(request));
                } catch (IOException _) {
                    // Lost, as it may be.
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private void remember(GrowingLog log, int size) {
        trees.put(log.head(size).text(), log.numbers(size));
    }

    private void signed(String witness, TreeNote note) {
        signed.computeIfAbsent(witness + " " + note.origin(), _ -> Collections.synchronizedList(new ArrayList<>()))
                .add(note.text());
    }

    private void requireThatAllAgree() {
        signed.forEach((who, texts) -> {
            var lists = texts.stream().map(trees::get).toList();
            for (var one : lists) {
                for (var other : lists) {
                    var common = Math.min(one.size(), other.size());
                    assertThat(one.subList(0, common))
                            .as("%s, seed %d", who, seed)
                            .isEqualTo(other.subList(0, common));
                }
            }
        });
    }

    /** A log whose fork a witness has signed is lost there for good; with the other two there is a quorum still. */
    private void requireThatAllIsWellInTheEnd() throws Exception {
        village.noTricks();
        for (var log : logs.values()) {
            restart(log.origin());
            log.grow(1);
            nanos.addAndGet(Duration.ofMinutes(10).toNanos());
            ask(log);
            var well =
                    village.names().stream().filter(name -> isWell(name, log)).count();
            if (well >= 2) {
                assertThat(asking.get(log.origin()).witnessed().orElseThrow().text())
                        .as("seed %d", seed)
                        .isEqualTo(log.head().text());
            }
        }
    }

    /** Whether the last that the witness has signed is a beginning of the log. */
    private boolean isWell(String name, GrowingLog log) {
        var texts = signed.getOrDefault(name + " " + log.origin(), List.of());
        return texts.stream()
                .map(trees::get)
                .allMatch(tree ->
                        tree.size() <= log.size() && log.numbers(tree.size()).equals(tree));
    }
}
