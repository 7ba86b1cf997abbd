/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoresTest {
    private static final Duration BRIEFLY = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration TURN = Duration.ofMillis(2);
    private static final int LOAD = 4000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void letsNoMoreComputeThanThereAreCores() throws Exception {
        var cores = new Cores(3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();

        var all = IntStream.range(0, 200)
                .mapToObj(i -> threads.submit(() -> cores.compute(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                })))
                .toList();
        for (var one : all) {
            one.get();
        }

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whatWaitsLendsItsCoreToSomebodyElse() throws Exception {
        var cores = new Cores(1);
        var world = new CountDownLatch(1);
        var waiting = threads.submit(() -> cores.compute(() -> cores.await(() -> awaited(world))));

        assertThat(threads.submit(() -> cores.compute(() -> "computed")).get(10, TimeUnit.SECONDS))
                .isEqualTo("computed");
        world.countDown();
        assertThat(waiting.get()).isTrue();
    }

    @Test
    void whatDoesNotWaitKeepsIt() throws Exception {
        var cores = new Cores(1);
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        Future<Boolean> computing = threads.submit(() -> cores.compute(() -> {
            busy.countDown();
            return awaited(free);
        }));
        busy.await();

        var second = threads.submit(() -> cores.compute(() -> "computed"));
        untilWaiting(cores, 1);

        assertThat(second).isNotDone();
        free.countDown();
        computing.get();
        assertThat(second.get()).isEqualTo("computed");
    }

    @Test
    void whatComesBackGoesOnBeforeWhatBegins() throws Exception {
        var cores = new Cores(1);
        var lent = new CountDownLatch(1);
        var world = new CountDownLatch(1);
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var order = new ConcurrentLinkedQueue<String>();
        var halfWay = threads.submit(() -> cores.compute(() -> {
            cores.await(() -> {
                lent.countDown();
                return awaited(world);
            });
            return order.add("came back");
        }));
        lent.await();
        var computing = threads.submit(() -> cores.compute(() -> {
            busy.countDown();
            return awaited(free);
        }));
        busy.await();
        var beginning = threads.submit(() -> cores.compute(() -> order.add("began")));
        untilWaiting(cores, 1);
        world.countDown();
        untilWaiting(cores, 2);

        free.countDown();
        computing.get();
        halfWay.get();
        beginning.get();

        assertThat(order).containsExactly("came back", "began");
    }

    @Test
    void anInterruptLosesNoCore() throws Exception {
        var cores = new Cores(1);
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var computing = threads.submit(() -> cores.compute(() -> {
            busy.countDown();
            return awaited(free);
        }));
        busy.await();
        var interrupted = new AtomicBoolean();
        var waiter = Thread.startVirtualThread(() -> cores.compute(
                () -> interrupted.compareAndSet(false, Thread.currentThread().isInterrupted())));
        untilWaiting(cores, 1);
        waiter.interrupt();

        free.countDown();
        computing.get();
        waiter.join();

        assertThat(interrupted).isTrue();
        assertThat(cores.busy()).isZero();
    }

    @Test
    void whoseTurnComesTooLateIsSentAway() throws Exception {
        var cores = new Cores(1, BRIEFLY);
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var computing = threads.submit(() -> cores.compute(() -> {
            busy.countDown();
            return awaited(free);
        }));
        busy.await();
        var late = threads.submit(() -> cores.compute(() -> "too late"));
        untilWaiting(cores, 1);
        Thread.sleep(BRIEFLY.multipliedBy(2));

        free.countDown();

        assertThat(computing.get()).isTrue();
        assertThatThrownBy(late::get)
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.OVERLOADED))
                .hasMessage("no core came free within 50 ms");
        assertThat(cores.<String>compute(() -> "in time")).isEqualTo("in time");
        assertThat(cores.waiting()).isZero();
        assertThat(cores.busy()).isZero();
    }

    @Test
    void whatComesBackIsNeverTooLate() throws Exception {
        var cores = new Cores(1, BRIEFLY);
        var lent = new CountDownLatch(1);
        var world = new CountDownLatch(1);
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var halfWay = threads.submit(() -> cores.compute(() -> cores.await(() -> {
            lent.countDown();
            return awaited(world);
        })));
        lent.await();
        var computing = threads.submit(() -> cores.compute(() -> {
            busy.countDown();
            return awaited(free);
        }));
        busy.await();
        world.countDown();
        untilWaiting(cores, 1);
        Thread.sleep(BRIEFLY.multipliedBy(2));

        free.countDown();

        assertThat(computing.get()).isTrue();
        assertThat(halfWay.get()).isTrue();
    }

    /** Without a limit of their patience all but the first hundred would be served after everybody has left. */
    @Test
    void underTooMuchLoadThoseAreServedWhoStillWait() throws Exception {
        var cores = new Cores(1, PATIENCE);
        var walks = new WalksInFlight(LOAD, cores::crowded);
        var waits = new ConcurrentLinkedQueue<Duration>();
        var refused = new AtomicInteger();
        var all = new ArrayList<Future<?>>();

        for (var i = 0; i < LOAD; i++) {
            all.add(threads.submit(() -> work(cores, walks, waits, refused)));
            LockSupport.parkNanos(TURN.toNanos() / 5);
        }
        for (var one : all) {
            one.get();
        }

        assertThat(waits).hasSizeGreaterThan(LOAD / 20);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(PATIENCE.multipliedBy(2)));
        assertThat(waits.size() + refused.get()).isEqualTo(LOAD);
        assertThat(walks.inside()).isZero();
    }

    private static void work(Cores cores, WalksInFlight walks, Queue<Duration> waits, AtomicInteger refused) {
        var since = System.nanoTime();
        try (var _ = walks.enter()) {
            cores.compute(() -> {
                waits.add(Duration.ofNanos(System.nanoTime() - since));
                LockSupport.parkNanos(TURN.toNanos());
                return waits;
            });
        } catch (RefusedException e) {
            refused.incrementAndGet();
        }
    }

    /** Many begin and come back at once: a turn that nobody was told of would leave somebody waiting for ever. */
    @Test
    void noTurnIsLost() throws Exception {
        var cores = new Cores(2);

        var all = IntStream.range(0, 20_000)
                .mapToObj(i -> threads.submit(() -> cores.compute(() -> cores.await(() -> {
                    LockSupport.parkNanos(1);
                    return i;
                }))))
                .toList();
        for (var one : all) {
            one.get();
        }

        assertThat(cores.busy()).isZero();
        assertThat(cores.waiting()).isZero();
    }

    @Test
    void aCoreComesBackWhateverIsThrown() {
        var cores = new Cores(1);

        assertThatThrownBy(() -> cores.compute(() -> failing())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cores.compute(() -> cores.await(() -> failing())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(cores.<String>compute(() -> "computed")).isEqualTo("computed");
    }

    @Test
    void workInsideOfWorkNeedsNoSecondCore() {
        var cores = new Cores(1);

        assertThat(cores.<String>compute(() -> cores.compute(() -> "inner"))).isEqualTo("inner");
        assertThat(cores.<String>await(() -> "outside")).isEqualTo("outside");
    }

    private static void untilWaiting(Cores cores, int waiting) throws InterruptedException {
        while (cores.waiting() < waiting) {
            Thread.sleep(Duration.ofMillis(1));
        }
    }

    private static String failing() {
        throw new IllegalStateException("told to fail");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
