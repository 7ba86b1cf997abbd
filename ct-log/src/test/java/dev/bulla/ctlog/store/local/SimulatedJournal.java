/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal on a simulated disk, and what is known to be in it. */
final class SimulatedJournal {
    static final int SEGMENT_SIZE = 4096 + 4000;
    static final Path FOLDER = Path.of("/log/2026/journal");

    final SimulatedDisk disk = new SimulatedDisk(Path.of("/log/2026"));
    final TestHistory history = new TestHistory();
    private final Random random = new Random(1);

    LocalJournal open() throws IOException, OpenRefusedException {
        return LocalJournal.open(place(), Base.EMPTY, history.hasher, _ -> {});
    }

    /** What a start reads. */
    List<Bytes> replay(Base base) throws IOException, OpenRefusedException {
        var replayed = new ArrayList<Bytes>();
        LocalJournal.open(place(), base, history.hasher, it -> replayed.add(it.encoded()))
                .close();
        return replayed;
    }

    void append(LocalJournal journal, int count) throws StoreFullException, OutcomeUnknownException {
        for (var i = 0; i < count; i++) {
            journal.append(history.add(history.next(List.of(TestHistory.bytes(random, 300)))));
        }
    }

    /** A journal with so many records that was closed. */
    static SimulatedJournal with(int records) throws Exception {
        var simulated = new SimulatedJournal();
        var journal = simulated.open();
        simulated.append(journal, records);
        journal.close();
        return simulated;
    }

    JournalPlace place() {
        return new JournalPlace(disk, FOLDER, TestHistory.logId(), SEGMENT_SIZE);
    }

    Path segment(long number) {
        return place().segment(number);
    }
}
