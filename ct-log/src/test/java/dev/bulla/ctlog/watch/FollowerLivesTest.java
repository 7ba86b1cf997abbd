/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lives of a follower in which the log grows, does not answer, answers in part, and the process dies or the power goes at any
 * moment. Whoever listens has what it was told durably, as it must, and may die while it is told.
 */
class FollowerLivesTest {
    private static final int SEEDS = 150;
    private static final int LOOKS = 12;

    @ParameterizedTest
    @EnumSource
    void eachCertificateIsToldAtLeastOnceInOrderAndNothingElse(LogKind kind) {
        var told = LongStream.range(0, SEEDS)
                .map(seed -> new Life(kind, seed).live())
                .sum();

        assertThat(told).isGreaterThan(10L * SEEDS);
    }

    /** Every step that touches the disk, or tells, is the last one once. */
    @ParameterizedTest
    @EnumSource
    void whereverTheProcessDiesNothingIsLeftOut(LogKind kind) throws Exception {
        var died = 0;
        var finished = false;
        for (var step = 0; !finished; step++) {
            var life = new Life(kind, step);
            life.log.add("alice@watched.example").publish();
            life.watching.look(life::keep);
            life.log.add("bob@watched.example").publish();
            var disk = (SimulatedDisk) life.watching.disk;
            disk.cutPowerAfter(step);
            try {
                life.watching.look(life::keep);
                finished = true;
            } catch (IOException _) {
                died++;
            }
            life.restart(disk.works() ? disk.afterProcessDeath() : disk.afterPowerCut(new Random(step)));
            life.watching.look(life::keep);
            life.compare();
        }
        assertThat(died).as("steps in which it died").isGreaterThan(8);
    }

    private static final class Life {
        private final Random random;
        private final String name;
        private final MadeLog log = new MadeLog();
        private final List<List<Long>> told = new ArrayList<>(List.of(new ArrayList<>()));
        private final Watching watching;

        Life(LogKind kind, long seed) {
            this.random = new Random(seed);
            this.name = "%s, seed %d".formatted(kind, seed);
            this.watching = new Watching(kind, log).givingAtMost(1 + random.nextInt(400));
        }

        long live() {
            try {
                for (var look = 0; look < LOOKS; look++) {
                    grow();
                    trouble();
                    look();
                }
                watching.pages = watching::page;
                restart(disk().afterProcessDeath());
                watching.look(this::keep);
                compare();
                return told.stream().mapToLong(List::size).sum();
            } catch (Exception e) {
                throw new AssertionError(name, e);
            }
        }

        private void grow() {
            var count = random.nextInt(5) == 0 ? random.nextInt(700) : random.nextInt(20);
            for (var i = 0; i < count; i++) {
                log.add(random.nextInt(8) == 0 ? "bob@watched-" + i + ".example" : "eve-" + i + "@other.example");
            }
            log.publish();
        }

        private void trouble() {
            watching.pages = random.nextBoolean() ? watching::page : this::brokenPage;
            if (random.nextInt(3) == 0) {
                disk().cutPowerAfter(random.nextInt(40));
            }
        }

        private Optional<Bytes> brokenPage(String path, int most) throws UnreadableException {
            var page = watching.page(path, most);
            return switch (random.nextInt(12)) {
                case 0 -> throw new UnreadableException("told to fail");
                case 1 -> Optional.empty();
                case 2 -> page.map(it -> it.part(0, random.nextInt(it.size() + 1)));
                default -> page;
            };
        }

        private void look() throws Exception {
            try {
                watching.look(random.nextInt(6) == 0 ? this::die : this::keep);
            } catch (UnreadableException _) {
                // It will be looked at again.
            } catch (IOException _) {
                restart(disk().works() ? disk().afterProcessDeath() : disk().afterPowerCut(random));
            }
            if (random.nextInt(4) == 0) {
                restart(disk().works() ? disk().afterProcessDeath() : disk().afterPowerCut(random));
            }
        }

        private void keep(Position at, List<Found> found, List<Long> unreadable) {
            found.forEach(it -> told.getLast().add(it.index()));
        }

        /** Takes a part of it and is gone. */
        private void die(Position at, List<Found> found, List<Long> unreadable) throws IOException {
            found.stream()
                    .limit(random.nextInt(found.size() + 1))
                    .forEach(it -> told.getLast().add(it.index()));
            throw new IOException("told to die");
        }

        private SimulatedDisk disk() {
            return (SimulatedDisk) watching.disk;
        }

        void restart(SimulatedDisk disk) {
            watching.restart();
            watching.disk = disk;
            told.add(new ArrayList<>());
        }

        /** Within one life the order is that of the log; over all of them each comes first after all before it. */
        void compare() {
            var expected = LongStream.range(0, log.size())
                    .filter(this::isWatched)
                    .boxed()
                    .toList();
            var seen = new TreeSet<Long>();
            var firsts = new ArrayList<Long>();
            for (var life : told) {
                assertThat(life).as(name).isSorted().doesNotHaveDuplicates();
                life.stream().filter(seen::add).forEach(firsts::add);
            }
            assertThat(firsts).as(name).isEqualTo(expected);
        }

        private boolean isWatched(long index) {
            var entry = log.entries().get((int) index).entry().entry();
            return new String(((LogEntry.Certificate) entry).der().toArray(), StandardCharsets.ISO_8859_1)
                    .contains("watched");
        }
    }
}
