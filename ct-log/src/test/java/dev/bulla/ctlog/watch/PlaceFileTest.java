/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceFileTest {
    private final SimulatedDisk disk = new SimulatedDisk(Watching.PLACE.getParent());
    private final MadeLog log = grown();
    private final PlaceFile file = new PlaceFile(disk, Watching.PLACE, log.logId());

    @Test
    void thereIsNoneBeforeOneWasKept() throws Exception {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aPlaceIsReadAsItWasKept() throws Exception {
        var place = new Position(log.head(), RightEdge.of(5, log::node));

        file.replace(place);

        assertThat(file.read()).contains(place);
    }

    @Test
    void aLastingFaultIsKeptWithBothHeads() throws Exception {
        var kept = log.head();
        var seen = log.add("alice@watched.example").publish().head();
        var fault = new Misbehaviour(Fault.NOT_CONSISTENT, Optional.of(kept), Optional.of(seen), Bytes.EMPTY);
        var place = new Position(kept, RightEdge.of(5, log::node)).with(fault);

        file.replace(place);

        assertThat(file.read()).contains(place);
    }

    @Test
    void thePlaceInAnotherLogIsRefused() throws Exception {
        file.replace(new Position(log.head(), RightEdge.EMPTY));

        assertThatThrownBy(() -> new PlaceFile(disk, Watching.PLACE, Hash.ZERO).read())
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("another log");
    }

    @Test
    void aPlaceOfWhichAnyBitChangedIsRefused() throws Exception {
        file.replace(new Position(log.head(), RightEdge.of(5, log::node)));
        var size = disk.content(Watching.PLACE).length;

        for (var at = 0; at < size; at++) {
            disk.flip(Watching.PLACE, at, at % 8);
            assertThatThrownBy(file::read).as("byte %d", at).isInstanceOf(MalformedException.class);
            disk.flip(Watching.PLACE, at, at % 8);
        }
        assertThat(file.read()).isPresent();
    }

    private static MadeLog grown() {
        var log = new MadeLog();
        for (var i = 0; i < 7; i++) {
            log.add("eve@other.example");
        }
        return log.publish();
    }
}
