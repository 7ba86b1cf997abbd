/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import dev.bulla.ctlog.store.s3.FakeStore.Promise;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ProbeTest {
    private final FakeStore store;
    private final StoreClient client;

    ProbeTest() throws IOException {
        this.store = FakeStore.start();
        this.client = store.client(new FakePace(), "log/");
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void acceptsAStoreThatKeepsItsPromisesAndLeavesNothingBehind() throws Exception {
        new Probe(client, "0").run();

        assertThat(store.keys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void refusesAStoreThatBreaksAny(Promise broken) {
        store.breaksPromise(broken);

        assertThatThrownBy(() -> new Probe(client, "0").run())
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("a log cannot be kept there");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void saysHowManyWonWhereOneMay() {
        store.breaksPromise(Promise.ATOMIC_REPLACE);

        assertThatThrownBy(() -> new Probe(client, "0").run())
                .hasMessageMatching(
                        ".* let [2-8] of 8 writers win that were all told to replace only what it knows: two"
                                + " processes could write to the log at once.*");
    }

    @Test
    void conflictsThatPassAreNoFault() throws Exception {
        store.breaks(2, "PUT", "conditions", Fault.CONFLICT);

        new Probe(client, "0").run();
    }

    @Test
    void aStoreThatCannotBeAskedIsNotCalledBad() {
        store.breaks(call -> call.method().equals("PUT") ? Fault.FAILS : Fault.NONE);

        assertThatThrownBy(() -> new Probe(client, "0").run()).isInstanceOf(StoreException.class);
    }
}
