/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.JournalContract;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.ObjectsContract;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the store, kept by a folder. */
class LocalContractTest {

    @Nested
    class TheJournal extends JournalContract {
        private final SimulatedJournal simulated = new SimulatedJournal();

        @Override
        protected Journal open(Base base, Replay replay) throws IOException, OpenRefusedException {
            return LocalJournal.open(simulated.place(), base, history.hasher, replay);
        }

        @Override
        protected void losesAnswers() {
            simulated.disk.breakSyncsAfter(0);
        }

        @Override
        protected void takesNothing() {
            simulated.disk.leaveRoom(0);
        }

        @Override
        protected void mend() {
            simulated.disk.leaveRoom(Long.MAX_VALUE);
            simulated.disk.breakSyncsAfter(Integer.MAX_VALUE);
        }
    }

    @Nested
    class TheObjects extends ObjectsContract {
        @TempDir
        Path folder;

        @Override
        protected Objects objects() throws IOException {
            return LocalObjects.open(new RealDisk(), new LogFolder(folder));
        }
    }
}
