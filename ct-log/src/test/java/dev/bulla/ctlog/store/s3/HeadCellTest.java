/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HeadCellTest {
    private final Cloud cloud = new Cloud();
    private final HeadCell cell = made();

    HeadCellTest() throws IOException {}

    private HeadCell made() throws IOException {
        var first = Head.first(CloudLog.writer(), Cloud.LEASE);
        var made = new HeadCell(cloud.client, cloud.hasher, first, Condition.ABSENT);
        assertThat(made.swap(first)).isEqualTo(HeadCell.Change.MADE);
        return made;
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DENIED", "HANGS"})
    void whateverBecomesOfAWriteItIsMadeOnce(Fault fault) throws Exception {
        for (var times = 1; times <= 3; times++) {
            cloud.store.breaks(times, "PUT", "head", fault);
            var revision = cell.head().revision();

            cell.change(Head::renewed);
            cloud.store.deliverLate();

            assertThat(cell.head().revision()).isEqualTo(revision + 1);
            assertThat(stored()).isEqualTo(cell.head());
        }
    }

    @Test
    void aWriteThatArrivesAfterTheNextOneDoesNothing() throws Exception {
        cloud.store.breaks(1, "PUT", "head", Fault.LATE);
        cell.change(Head::renewed);
        cell.change(Head::renewed);

        cloud.store.deliverLate();

        assertThat(stored()).isEqualTo(cell.head());
        assertThat(cell.head().revision()).isEqualTo(2);
        cell.change(Head::renewed);
    }

    @Test
    void whoWasOvertakenCannotWriteAnyMore() throws Exception {
        var taken = new Takeover(cloud.client, cloud.hasher, candidate()).take();

        assertThatThrownBy(() -> cell.change(Head::renewed))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("another process has taken over the log");
        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(cell::requireHeld).isInstanceOf(StoreException.class);
        taken.requireHeld();
        assertThat(stored()).isEqualTo(taken.head());
        assertThat(taken.head().epoch()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"LATE", "LOST_ANSWER", "FAILS_AFTERWARDS", "LOST_REQUEST"})
    void whoWasOvertakenWhileItWaitedForAnAnswerFindsOut(Fault fault) throws Exception {
        cloud.store.breaks(1, "PUT", "head", fault);
        cloud.pace.whileResting(this::takeOverOnce);

        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(OutcomeUnknownException.class);

        cloud.store.deliverLate();
        assertThat(stored().epoch()).isEqualTo(2);
    }

    private void takeOverOnce() {
        cloud.pace.whileResting(() -> {});
        try {
            new Takeover(cloud.client, cloud.hasher, candidate()).take();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutAnyAnswerNobodyKnowsAndNothingIsTriedAgain() {
        cloud.store.breaks(call -> call.method().equals("PUT") ? Fault.LOST_REQUEST : Fault.NONE);
        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(cloud.pace.nanos())
                .isBetween(
                        Patience.USUAL.decided().toNanos(),
                        Patience.USUAL.decided().plus(Duration.ofSeconds(10)).toNanos());
        cloud.store.mend();
        cloud.store.forgetCalls();

        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(cloud.store.calls()).isEmpty();
    }

    @Test
    void aStoreThatContradictsItselfIsNotBelieved() {
        cloud.store.breaks(call -> call.method().equals("PUT") ? Fault.CONFLICT : Fault.NONE);

        assertThatThrownBy(() -> cell.change(Head::renewed))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_SENT));
    }

    @Test
    void whatWasRefusedCanBeTriedAgain() throws Exception {
        cloud.store.breaks(1, "PUT", "head", Fault.DENIED);
        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(StoreException.class);

        cell.change(Head::renewed);

        assertThat(stored().revision()).isEqualTo(1);
    }

    @Test
    void aRefusalAfterALostAnswerLeavesTheDoubt() {
        var calls = new int[1];
        cloud.store.breaks(call ->
                !call.method().equals("PUT") ? Fault.NONE : calls[0]++ == 0 ? Fault.LOST_REQUEST : Fault.DENIED);

        assertThatThrownBy(() -> cell.change(Head::renewed)).isInstanceOf(OutcomeUnknownException.class);
    }

    private Head stored() throws IOException {
        return HeadCell.read(cloud.client, cloud.hasher).orElseThrow().head();
    }

    private Takeover.Candidate candidate() {
        return new Takeover.Candidate(CloudLog.writer(), Cloud.LEASE, cloud.news::add);
    }
}
