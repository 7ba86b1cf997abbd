/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.local.Replay;
import dev.bulla.ctlog.store.local.TestHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every journal promises, wherever it lies. */
public abstract class JournalContract {
    protected final TestHistory history = new TestHistory();
    private final Random random = new Random(1);

    /** Opens the journal that lies there; an empty one, the first time. */
    protected abstract Journal open(Base base, Replay replay) throws IOException, OpenRefusedException;

    /** From now on nobody learns whether something was written. */
    protected abstract void losesAnswers();

    /** From now on nothing can be written, and that is known. */
    protected abstract void takesNothing();

    protected abstract void mend();

    @Test
    void aNewOneHasNothingToReplay() throws Exception {
        assertThat(replayed(Base.EMPTY)).isEmpty();
    }

    @Test
    void replaysWhatWasAppended() throws Exception {
        append(open(Base.EMPTY), 70);

        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
        assertThat(replayed(history.baseAt(20))).isEqualTo(history.after(history.baseAt(20)));
        assertThat(replayed(history.baseAt(69))).isEqualTo(history.after(history.baseAt(69)));
        assertThat(replayed(history.base())).isEmpty();
    }

    @Test
    void goesOnAfterEveryStart() throws Exception {
        for (var start = 0; start < 5; start++) {
            append(open(Base.EMPTY), start);
        }

        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY)).hasSize(10);
    }

    @Test
    void forgetsNothingThatTheBaseDoesNotCover() throws Exception {
        try (var journal = open(Base.EMPTY)) {
            addTo(journal, 20);
            journal.forget(history.baseAt(15));
            addTo(journal, 3);
            journal.forget(history.baseAt(18));
            addTo(journal, 2);
        }

        var base = history.baseAt(18);
        assertThat(replayed(base)).isEqualTo(history.after(base));
    }

    @Test
    void takesNothingThatDoesNotFollow() throws Exception {
        try (var journal = open(Base.EMPTY)) {
            var first = history.next(List.of());
            journal.append(first);

            assertThatThrownBy(() -> journal.append(first)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBaseThatTheJournalContradictsIsRefused() throws Exception {
        append(open(Base.EMPTY), 3);
        var other = new TestHistory();
        for (var i = 0; i < 5; i++) {
            other.add(other.next(List.of(TestHistory.bytes(random, 10))));
        }

        assertThatThrownBy(() -> open(other.baseAt(5))).isInstanceOf(OpenRefusedException.class);
        assertThatThrownBy(() -> open(other.baseAt(3))).isInstanceOf(OpenRefusedException.class);
        assertThatThrownBy(() -> open(other.baseAt(2))).isInstanceOf(OpenRefusedException.class);
        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
    }

    @Test
    void aRefusalOfTheReplayIsARefusalOfTheStart() throws Exception {
        append(open(Base.EMPTY), 3);

        assertThatThrownBy(() -> open(Base.EMPTY, batch -> {
                    throw new OpenRefusedException("told to refuse");
                }))
                .hasMessage("told to refuse");
    }

    @Test
    void onceInDoubtItStaysInDoubt() throws Exception {
        var journal = open(Base.EMPTY);
        addTo(journal, 2);
        var next = history.next(List.of());

        losesAnswers();
        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        mend();

        assertThatThrownBy(() -> journal.append(next)).isInstanceOf(OutcomeUnknownException.class);
        journal.close();
        assertThat(replayed(Base.EMPTY)).startsWith(history.after(Base.EMPTY).toArray(Bytes[]::new));
    }

    @Test
    void whatCouldNotBeWrittenCanBeWrittenLater() throws Exception {
        try (var journal = open(Base.EMPTY)) {
            addTo(journal, 2);
            takesNothing();
            var refused = appendUntilRefused(journal);
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(() -> journal.append(refused)).isInstanceOf(StoreFullException.class);
            }

            mend();
            journal.append(history.add(refused));
            addTo(journal, 2);
        }

        assertThat(replayed(Base.EMPTY)).isEqualTo(history.after(Base.EMPTY));
    }

    @Test
    void whatIsClosedTakesNothing() throws Exception {
        var journal = open(Base.EMPTY);
        addTo(journal, 1);
        journal.close();

        assertThatThrownBy(() -> journal.append(history.next(List.of()))).isInstanceOf(OutcomeUnknownException.class);
    }

    /** Some may still have room that was made for them before. */
    private EncodedBatch appendUntilRefused(Journal journal) throws OutcomeUnknownException {
        for (var i = 0; i < 100; i++) {
            var next = history.next(List.of(TestHistory.bytes(random, 3000)));
            try {
                journal.append(next);
            } catch (StoreFullException _) {
                return next;
            }
            history.add(next);
        }
        throw new AssertionError("a journal that can take nothing takes everything");
    }

    protected final Journal open(Base base) throws IOException, OpenRefusedException {
        return open(base, _ -> {});
    }

    protected final List<Bytes> replayed(Base base) throws IOException, OpenRefusedException {
        var replayed = new ArrayList<Bytes>();
        open(base, batch -> replayed.add(batch.encoded())).close();
        return replayed;
    }

    private void append(Journal journal, int count) throws StoreFullException, OutcomeUnknownException {
        try (journal) {
            addTo(journal, count);
        }
    }

    protected final void addTo(Journal journal, int count) throws StoreFullException, OutcomeUnknownException {
        for (var i = 0; i < count; i++) {
            journal.append(history.add(history.next(random, 300)));
        }
    }
}
