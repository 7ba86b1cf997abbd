/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.JournalContract;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.ObjectsContract;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Replay;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The promises of the store, kept by a bucket. */
class CloudContractTest {

    @Nested
    class TheJournal extends JournalContract {
        private final Cloud cloud = new Cloud();

        TheJournal() throws IOException {}

        @AfterEach
        void stop() {
            cloud.close();
        }

        @Override
        protected Journal open(Base base, Replay replay) throws IOException, OpenRefusedException {
            var log = cloud.hold();
            if (log.base().isEmpty()) {
                log.replaceBase(Base.EMPTY);
            }
            return log.journal(base, history.hasher, replay);
        }

        @Override
        protected void losesAnswers() {
            cloud.store.breaks(call -> call.is("PUT", "head") ? Fault.LOST_REQUEST : Fault.NONE);
        }

        @Override
        protected void takesNothing() {
            cloud.store.breaks(call -> call.is("PUT", "head") ? Fault.DENIED : Fault.NONE);
        }

        @Override
        protected void mend() {
            cloud.store.mend();
        }
    }

    @Nested
    class TheObjects extends ObjectsContract {
        private final Cloud cloud = new Cloud();

        TheObjects() throws IOException {}

        @AfterEach
        void stop() {
            cloud.close();
        }

        @Override
        protected Objects objects() throws IOException, OpenRefusedException {
            return cloud.hold().objects();
        }
    }
}
