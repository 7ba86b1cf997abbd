/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import dev.bulla.ctlog.store.local.TestHistory;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Several writers of one log, each of which may lose it at any moment, over a store that loses, doubles, delays and refuses
 * requests. Whatever happens, what was acknowledged is in the one log that there is.
 */
class CloudFightTest {
    /** Many more where crashes are what is tested. */
    private static final int RUNS = Math.min(300, Integer.getInteger("crash.kills", 12));

    private static final int STEPS = 40;
    private static final List<Fault> FAULTS = List.of(
            Fault.LOST_REQUEST,
            Fault.LOST_ANSWER,
            Fault.LATE,
            Fault.FAILS,
            Fault.FAILS_AFTERWARDS,
            Fault.CONFLICT,
            Fault.DENIED);

    @Test
    void whatWasAcknowledgedIsInTheOneLogThatThereIs() throws Exception {
        for (var seed = 0; seed < RUNS; seed++) {
            try (var cloud = new Cloud()) {
                var fight = new Fight(cloud, new Random(seed));
                fight.run();
                fight.judge("seed " + seed);
            }
        }
    }

    /** One run, in which one thing happens after the other, so that its seed tells all of it. */
    private static final class Fight {
        private final Cloud cloud;
        private final Random random;
        private final List<Writer> writers = new ArrayList<>();
        private final Set<Bytes> acknowledged = new HashSet<>();

        Fight(Cloud cloud, Random random) throws Exception {
            this.cloud = cloud;
            this.random = random;
            writers.add(new Writer(cloud));
        }

        void run() {
            for (var step = 0; step < STEPS; step++) {
                cloud.store.breaks(
                        _ -> random.nextInt(6) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE);
                switch (random.nextInt(8)) {
                    case 0 -> takeOver();
                    case 1 -> cloud.store.deliverLate();
                    case 2 -> any().move();
                    default -> any().write(random).ifPresent(acknowledged::add);
                }
            }
        }

        private Writer any() {
            return writers.get(random.nextInt(writers.size()));
        }

        /** Those before do not know, and go on. */
        private void takeOver() {
            try {
                writers.add(new Writer(cloud));
            } catch (IOException | OpenRefusedException _) {
                // It could not start. Somebody else will.
            }
        }

        void judge(String run) throws Exception {
            cloud.store.mend();
            cloud.store.deliverLate();
            var last = new Writer(cloud);
            var records =
                    last.history.all.stream().map(batch -> batch.encoded()).toList();
            assertThat(last.isWhole()).as(run).isTrue();
            assertThat(records).as(run).containsAll(acknowledged);
            assertThat(last.write(random)).as(run).isPresent();
            for (var writer : writers) {
                assertThat(writer.write(random)).as(run).isEmpty();
                assertThat(records).as(run).startsWith(writer.written.toArray(Bytes[]::new));
            }
        }
    }

    /** A process that has the log, as far as it knows. */
    private static final class Writer {
        private final TestHistory history = new TestHistory();
        private final CloudLog log;
        private final Journal journal;
        private final Base found;
        private List<Bytes> written = List.of();
        private boolean isDone;

        Writer(Cloud cloud) throws IOException, OpenRefusedException {
            this.log = cloud.hold();
            if (log.base().isEmpty()) {
                log.replaceBase(Base.EMPTY);
            }
            this.found = log.base().orElse(Base.EMPTY);
            // The copies are kept here although the base covers them: the judge wants to see them all.
            this.journal = log.journal(Base.EMPTY, history.hasher, history::add);
        }

        /** Whether the base that was found is one of the log's. */
        boolean isWhole() {
            return history.baseAt(found.sequence()).equals(found);
        }

        /** The record, if it was acknowledged. */
        Optional<Bytes> write(Random random) {
            var next = history.next(random, 100);
            try {
                journal.append(next);
            } catch (StoreFullException _) {
                return Optional.empty();
            } catch (OutcomeUnknownException _) {
                isDone = true;
                return Optional.empty();
            }
            assertThat(isDone).isFalse();
            history.add(next);
            written = history.after(Base.EMPTY);
            return Optional.of(next.encoded());
        }

        /** Moves the base on. */
        void move() {
            try {
                log.replaceBase(history.base());
            } catch (IOException _) {
                // It is tried again the next time.
            }
        }
    }
}
