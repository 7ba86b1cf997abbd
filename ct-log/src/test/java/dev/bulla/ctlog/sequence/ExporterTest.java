/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.OutgrownTiles;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExporterTest {

    @Test
    void publishesTilesOfTheTreeThatTheSpecificationDefines() throws Exception {
        try (var log = TestLog.started()) {
            var random = new Random(4711);
            for (var size = 0; size < 1400; ) {
                var next = size + 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
                log.addTogether(size, next);
                size = next;
                if (random.nextInt(3) > 0) {
                    log.live().export();
                    log.requireSound();
                }
            }
        }
    }

    /** The third level of tiles begins with entry 65,536. */
    @Test
    void publishesTheThirdLevelOfTiles() throws Exception {
        try (var log = TestLog.started()) {
            for (var size = 0; size < 66_000; size += 1000) {
                log.addTogether(size, size + 1000);
                log.live().export();
            }

            log.requireSound();
            assertThat(log.objects.files()).containsKeys("tile/2/000.p/1", "tile/1/000", "tile/1/001.p/1");
        }
    }

    @Test
    void anyPartitionIntoBatchesGivesTheSameTiles() throws Exception {
        var inOne = tiles(new int[] {700});
        var random = new Random(1);
        for (var run = 0; run < 5; run++) {
            var sizes = random.ints(1, 60).limit(40).toArray();
            var tiles = tiles(sizes);
            assertThat(tiles).isEqualTo(inOne);
        }
    }

    /** All full tiles, and the last partial ones, of 700 entries with the same time in batches of these sizes. */
    private static Map<String, Bytes> tiles(int[] sizes) throws Exception {
        var objects = new FakeObjects(new ArrayList<>());
        var hasher = new TreeHasher(TestLog.SUN);
        var exporter = new Exporter(
                new Exporter.Ports(objects, _ -> {}, _ -> {}, new FakeJournal(new ArrayList<>()), TestLog::checkpoint),
                Recovery.upTo(Base.EMPTY, objects, hasher).rows(),
                0,
                hasher,
                Steps.IGNORED);
        var assembly = new Assembly(1, true, TestLog.SUN, RightEdge.EMPTY);
        var snapshot = Recovery.upTo(Base.EMPTY, objects, hasher).snapshot();
        for (var batch = 0; snapshot.size() < 700; batch++) {
            var entries = new ArrayList<Pending>();
            var end = Math.min(700, snapshot.size() + sizes[batch % sizes.length]);
            for (var number = snapshot.size(); number < end; number++) {
                entries.add(new Pending(Drafts.numbered(number), new RecordedEvents()));
            }
            var built = assembly.build(snapshot, entries, 1234);
            assertThat(assembly.isConfirmed(built)).isTrue();
            assembly.written();
            var record = built.batch().record();
            snapshot = new Snapshot(
                    new TreeHead(record.sizeAfter(), 1234, record.root()),
                    built.edge(),
                    ((Blocks) snapshot.tail()).with(record.firstSize(), record.entries(), built.leaves()),
                    new Snapshot.Step(record.sequence(), built.batch().hash()));
            exporter.export(snapshot);
        }
        var last = new TreeMap<>(objects.files());
        last.keySet().removeIf(path -> path.contains(".p/") && !path.endsWith(".p/188") && !path.endsWith(".p/2"));
        return last;
    }

    @Test
    void triesAgainWhenFilesCannotBeWritten() throws Exception {
        try (var log = TestLog.started()) {
            var failures = 0;
            for (var puts = 0; puts < 12; puts++) {
                log.addTogether(puts * 300L, (puts + 1) * 300L);
                log.objects.failAfter(puts);
                log.live().export();
                failures = log.events.all().size();
                log.add(1_000_000 + puts);
                log.objects.mend();
                log.live().export();
                log.requireSound();
                assertThat(log.base.size()).isEqualTo(log.snapshot().size());
            }
            assertThat(failures).isPositive();
            assertThat(log.events.all()).containsOnly("export failed");
        }
    }

    @Test
    void theAnchorAndTheFilesDoNotWaitForEachOther() throws Exception {
        try (var log = TestLog.started()) {
            log.isAnchorBroken = true;
            log.add(1);
            log.live().export();
            assertThat(log.base.size()).isEqualTo(1);
            assertThat(log.anchor).isEqualTo(Bytes.EMPTY);
            assertThat(log.events.all()).containsExactly("export failed");

            log.isAnchorBroken = false;
            log.live().export();
            assertThat(log.anchor).isEqualTo(TestLog.checkpoint(log.snapshot().head()));

            log.objects.failAfter(0);
            log.add(2);
            log.live().export();
            assertThat(log.base.size()).isEqualTo(1);
            assertThat(log.anchor).isEqualTo(TestLog.checkpoint(log.snapshot().head()));
        }
    }

    @Test
    void writesNothingWhenNothingHappened() throws Exception {
        try (var log = TestLog.started()) {
            log.add(1);
            log.live().export();
            log.order.clear();

            log.live().export();

            assertThat(log.order).isEmpty();
        }
    }

    @Test
    void publishesAYoungerHeadOfTheSameTree() throws Exception {
        try (var log = TestLog.started()) {
            log.add(1);
            log.live().export();
            var before = log.objects.files().get("checkpoint");
            log.pace.awaitParked();
            log.pace.advance(Duration.ofSeconds(30));
            log.pace.awaitParked();

            log.live().export();

            assertThat(log.objects.files().get("checkpoint")).isNotEqualTo(before);
            assertThat(log.base.timestamp()).isEqualTo(log.snapshot().head().timestamp());
        }
    }

    @Test
    void removesPartialTilesWhenOneMoreIsFull() throws Exception {
        try (var log = TestLog.started()) {
            log.addTogether(0, 100);
            log.live().export();
            log.addTogether(100, 300);
            log.live().export();
            assertThat(log.objects.files()).containsKeys("tile/0/000.p/100", "tile/data/000.p/100", "tile/0/001.p/44");

            log.addTogether(300, 513);
            log.live().export();

            assertThat(log.objects.files())
                    .doesNotContainKeys("tile/0/000.p/100", "tile/data/000.p/100")
                    .containsKeys("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/2");
        }
    }

    @Test
    void removesPartialTilesOfHigherLevelsToo() {
        assertThat(OutgrownTiles.between(131_000, 131_072)).contains("tile/1/000.p", "tile/0/510.p", "tile/data/510.p");
        assertThat(OutgrownTiles.between(131_000, 131_071)).doesNotContain("tile/1/000.p", "tile/0/510.p");
        assertThat(OutgrownTiles.between(0, 511)).isEmpty();
        assertThat(OutgrownTiles.between(0, 512)).containsExactly("tile/0/000.p", "tile/data/000.p");
    }

    @Test
    void lateReadersKeepTheirSnapshotWhileTheTailIsDropped() throws Exception {
        try (var log = TestLog.started()) {
            log.addTogether(0, 600);
            var old = log.snapshot();
            log.live().export();
            log.add(600);
            log.add(601);

            assertThat(log.snapshot().tail().start()).isEqualTo(512);
            assertThat(old.tail().start()).isZero();
            assertThat(old.tail().entry(0)).isNotNull();
            assertThat(log.snapshot().tail().leaf(599)).isEqualTo(old.tail().leaf(599));
        }
    }

    @Test
    void aTileOfAnotherLogIsNotOverwritten() throws Exception {
        try (var log = TestLog.started()) {
            log.objects.overwrite("tile/0/000", new byte[] {1});
            log.addTogether(0, 256);

            log.live().export();

            assertThat(log.events.all()).containsExactly("export failed");
            assertThat(log.objects.get("tile/0/000")).contains(Bytes.view(new byte[] {1}));
            assertThat(log.base.size()).isZero();
        }
    }
}
