/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.NoteKey;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Has the checkpoints of a log witnessed, behind the log's back: no promise waits for it.
 *
 * <p>In each round all witnesses are asked for the same checkpoint, or their signatures would never come together. A round
 * ends when enough have signed; whoever is slower may still do so, and is not asked anew before.
 */
public final class Witnessing implements AutoCloseable {
    /** Longer than a call may take, the ones that it leads to included. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

    private final Plan plan;
    private final Ports ports;
    private final Tally tally;
    private final List<Correspondence> witnesses;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("log-witnesses").daemon().unstarted(this::run);

    private Supplier<Optional<TreeNote>> newest = Optional::empty;
    private Optional<TreeNote> lastShown = Optional.empty();
    private boolean isLacking;
    private long since;

    /**
     * What is wanted.
     *
     * @param interval between two rounds
     * @param patience with a quorum that is not met
     */
    public record Plan(Policy policy, Duration interval, Duration patience) {}

    /** The log: what it is, which keys it has that witnesses can verify with, and where it keeps what comes of this. */
    public record Subject(OurTree tree, String origin, List<NoteKey> keys, Keeping keeping) {
        public Subject {
            keys = List.copyOf(keys);
        }
    }

    /** Where the newest witnessed checkpoint is kept. A port. */
    @FunctionalInterface
    public interface Keeping {

        /** Returns when it is durable. */
        void keep(TreeNote witnessed) throws IOException;
    }

    /** @param nanos a clock that only goes forward */
    public record Ports(Door door, WitnessEvents events, LongSupplier nanos, Provider provider) {}

    /**
     * Asks nobody yet.
     *
     * @param kept what an earlier run has left; believed only as far as signatures under it hold
     */
    public Witnessing(Plan plan, Subject subject, Optional<TreeNote> kept, Ports ports) {
        this.plan = plan;
        this.ports = ports;
        this.tally = new Tally(plan.policy(), subject.keeping()::keep);
        var keys = new OriginKeys(
                subject.origin(),
                subject.keys().stream()
                        .map(key -> EdwardsKey.of(key, ports.provider()))
                        .toList());
        var around = new Petition.Around(subject.tree(), keys, ports.door(), ports.provider());
        this.witnesses = plan.policy().witnesses().stream()
                .flatMap(witness ->
                        witness.url().stream().map(url -> new Correspondence(new Petition(witness, url, around))))
                .toList();
        kept.flatMap(note -> Tally.stillWitnessed(note, keys, plan.policy())).ifPresent(tally::start);
        this.since = ports.nanos().getAsLong();
    }

    /** The newest checkpoint that enough witnesses have signed. */
    public Optional<TreeNote> witnessed() {
        return tally.shown();
    }

    /**
     * Asks every witness once, and returns when all have answered or had their time: whoever knows better than we do should
     * say so before anything is promised.
     */
    public void introduce(TreeNote head) {
        ask(head, true);
    }

    /** Goes on by itself from now on, with the newest checkpoint whose tree is published. */
    public void start(Supplier<Optional<TreeNote>> newest) {
        this.newest = newest;
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(plan.interval().toNanos(), TimeUnit.NANOSECONDS)) {
                goOn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong with one round, the next may work. */
    private void goOn() {
        try {
            newest.get().ifPresent(this::round);
        } catch (RuntimeException e) {
            if (closed.getCount() > 0) {
                ports.events().notKept("witnesses cannot be asked: " + e);
            }
        }
    }

    /** Asks whoever is to be asked for this checkpoint, until enough have signed. */
    void round(TreeNote head) {
        ask(head, false);
        judge(head);
    }

    private void ask(TreeNote head, boolean everybody) {
        var answers = new ExecutorCompletionService<Outcome>(threads);
        var asked = 0;
        for (var witness : due(head)) {
            answers.submit(() -> exchange(witness, head));
            asked++;
        }
        var end = ports.nanos().getAsLong() + LONGEST_ROUND.toNanos();
        try {
            while (asked > 0 && (everybody || !tally.isWitnessed(head))) {
                var left = end - ports.nanos().getAsLong();
                if (answers.poll(left, TimeUnit.NANOSECONDS) == null) {
                    return;
                }
                asked--;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once a witness contradicts us, only such are asked: nobody else should sign what may be a fork. */
    private List<Correspondence> due(TreeNote head) {
        var now = ports.nanos().getAsLong();
        var contradicting = witnesses.stream()
                .filter(witness -> witness.contradiction().isPresent())
                .toList();
        return (contradicting.isEmpty() ? witnesses : contradicting)
                .stream().filter(witness -> witness.begin(head, now)).toList();
    }

    private Outcome exchange(Correspondence witness, TreeNote head) {
        var began = ports.nanos().getAsLong();
        var outcome = witness.ask(head);
        ports.events()
                .asked(witness.name(), outcome, Duration.ofNanos(ports.nanos().getAsLong() - began));
        if (outcome instanceof Outcome.Signed(var cosignature)) {
            count(witness, head, cosignature);
        }
        tellContradictions();
        return outcome;
    }

    private void count(Correspondence witness, TreeNote head, Cosignature cosignature) {
        try {
            if (tally.add(head, witness.name(), cosignature)) {
                ports.events().witnessed(head.tree().size());
            }
        } catch (IOException e) {
            witness.forget();
            ports.events().notKept(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void tellContradictions() {
        var all = witnesses.stream()
                .flatMap(witness -> witness.contradiction().stream())
                .collect(Collectors.joining("; "));
        if (all.isEmpty()) {
            ports.events().agreed();
        } else {
            ports.events().contradicted(all);
        }
    }

    /** Any checkpoint that enough have signed shows that they are well, even if the log has gone on since. */
    private void judge(TreeNote head) {
        var now = ports.nanos().getAsLong();
        var shown = tally.shown();
        if (tally.isWitnessed(head) || !shown.equals(lastShown)) {
            lastShown = shown;
            since = now;
            if (isLacking) {
                ports.events().sufficient();
            }
            isLacking = false;
        } else if (!isLacking && now - since >= plan.patience().toNanos()) {
            isLacking = true;
            ports.events()
                    .lacking("too few witnesses have signed for more than %d s; %s"
                            .formatted(plan.patience().toSeconds(), state()));
        }
    }

    private String state() {
        var states = new ArrayList<String>();
        witnesses.forEach(witness -> states.add(witness.state()));
        return String.join("; ", states);
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        thread.interrupt();
    }
}
