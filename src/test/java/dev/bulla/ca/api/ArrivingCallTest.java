/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.api.ArrivingCall.TurnedAway;
import dev.bulla.ca.pace.LargeRequests;
import io.grpc.Context;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call may hold, and that nothing of it is held when it has ended, in whatever order that is heard of. */
class ArrivingCallTest {
    private static final int TOO_LARGE = 1_000_000;

    private final LargeRequests largeRequests = new LargeRequests(100_000);
    private final Semaphore places = new Semaphore(1);
    private final ArrivingCall call = new ArrivingCall(largeRequests.share(), places);
    private final List<TurnedAway> told = new ArrayList<>();
    private final List<Future<?>> clocks = new ArrayList<>();

    static List<Consumer<ArrivingCall>> ends() {
        return List.of(
                ArrivingCall::complete,
                call -> call.turnAway(TurnedAway.TOO_SLOW),
                call -> call.inboundWireSize(TOO_LARGE),
                call -> call.streamClosed(Status.CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theClockStopsHoweverTheWaitingEnds(Consumer<ArrivingCall> end) {
        await();

        end.accept(call);

        assertThat(clocks).singleElement().satisfies(clock -> assertThat(clock).isCancelled());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void noClockIsStartedForWhatHasEndedBefore(Consumer<ArrivingCall> end) {
        end.accept(call);

        await();

        assertThat(clocks).isEmpty();
    }

    @Test
    void whoIsTurnedAwayEarlyIsToldAsSoonAsSomebodyCan() {
        call.inboundWireSize(TOO_LARGE);
        await();
        call.turnAway(TurnedAway.TOO_SLOW);

        assertThat(told).containsExactly(TurnedAway.NO_ROOM);
        assertThat(call.complete()).isFalse();
    }

    @Test
    void whatIsCompleteIsNotTurnedAwayAnyMore() {
        await();

        assertThat(call.complete()).isTrue();
        call.turnAway(TurnedAway.TOO_SLOW);

        assertThat(told).isEmpty();
    }

    @Test
    void bytesThatComeAfterTheEndAreNotCounted() {
        await();
        call.inboundWireSize(50_000);
        assertThat(largeRequests.held()).isPositive();

        call.streamClosed(Status.CANCELLED);
        call.inboundWireSize(50_000);

        assertThat(largeRequests.held()).isZero();
    }

    @Test
    void aCallHasAPlaceFromWhereItIsUnderstoodToItsEnd() {
        assertThat(places.availablePermits()).isOne();

        call.filterContext(Context.ROOT);
        assertThat(places.availablePermits()).isZero();

        call.streamClosed(Status.OK);
        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void whatNeverHadAPlaceGivesNoneBack() {
        call.streamClosed(Status.UNIMPLEMENTED);

        assertThat(places.availablePermits()).isOne();
    }

    @Test
    void whoFindsNoPlaceIsTurnedAwayAndGivesNoneBack() {
        places.acquireUninterruptibly();

        call.filterContext(Context.ROOT);
        await();
        call.streamClosed(Status.RESOURCE_EXHAUSTED);

        assertThat(told).containsExactly(TurnedAway.NO_ROOM);
        assertThat(places.availablePermits()).isZero();
    }

    private void await() {
        call.awaited(told::add, () -> {
            var clock = new CompletableFuture<Void>();
            clocks.add(clock);
            return clock;
        });
    }
}
