/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceFolderTest {
    private final SimulatedDisk disk = new SimulatedDisk(Watching.PLACE.getParent());
    private final MadeLog log = new MadeLog().add("eve@other.example").publish();
    private final EvidenceFolder evidence = new EvidenceFolder(disk, Watching.EVIDENCE, log.logId());

    @Test
    void bothHeadsAreThereAsTheLogSignedThem() throws Exception {
        var kept = log.head();
        var seen = log.add("alice@watched.example").publish().head();

        var path = evidence.keep(
                        new Misbehaviour(Fault.OTHER_ROOT, Optional.of(kept), Optional.of(seen), log.checkpoint()))
                .orElseThrow();

        assertThat(path.getFileName().toString()).matches("other-root-[0-9a-f]{16}\\.json");
        assertThat(new String(disk.content(path), StandardCharsets.US_ASCII))
                .contains("\"kept\":{\"tree_size\":1,", "\"seen\":{\"tree_size\":2,")
                .contains(Base64Text.of(kept.signature().encoded()))
                .contains(Base64Text.of(seen.signature().encoded()))
                .contains(Base64Text.of(log.checkpoint().toArray()));
    }

    @Test
    void theSameIsKeptOnce() throws Exception {
        keepForged("one");
        keepForged("one");

        assertThat(disk.list(Watching.EVIDENCE)).hasSize(1);
    }

    @Test
    void whatNobodySignedDoesNotFillTheDiskAndLeavesRoomForAFork() throws Exception {
        for (var i = 0; i < 150; i++) {
            keepForged("head " + i);
        }
        assertThat(disk.list(Watching.EVIDENCE)).hasSize(100);

        evidence.keep(
                new Misbehaviour(Fault.OTHER_ROOT, Optional.of(log.head()), Optional.of(log.head()), Bytes.EMPTY));

        assertThat(disk.list(Watching.EVIDENCE)).hasSize(101);
    }

    private void keepForged(String served) throws Exception {
        var bytes = Bytes.view(served.getBytes(StandardCharsets.US_ASCII));
        evidence.keep(new Misbehaviour(Fault.NOT_SIGNED, Optional.of(log.head()), Optional.empty(), bytes));
    }
}
