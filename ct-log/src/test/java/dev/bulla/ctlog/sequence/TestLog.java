/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NaiveTree;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A log in memory. Its sequencer runs; it publishes when the test says so. */
final class TestLog implements AutoCloseable {
    static final Provider SUN = Security.getProvider("SUN");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What became durable, or was told, in its order. */
    final List<String> order = Collections.synchronizedList(new ArrayList<>());

    final FakeClock clock = new FakeClock();
    final FakePace pace = new FakePace();
    final FakeJournal journal = new FakeJournal(order);
    final FakeObjects objects = new FakeObjects(order);
    final FakeCatalog catalog = new FakeCatalog();
    final RecordedEvents events = new RecordedEvents();
    Limits limits = Limits.usual(0);
    Provider provider = SUN;
    Steps steps = Steps.IGNORED;
    volatile long free = Long.MAX_VALUE;
    volatile boolean isAnchorBroken;
    Base base = Base.EMPTY;
    Bytes anchor = Bytes.EMPTY;
    private Optional<LiveLog> live = Optional.empty();

    static TestLog started() throws IOException, OpenRefusedException {
        return new TestLog().start();
    }

    /** Opens the log from what its stores hold. */
    TestLog start() throws IOException, OpenRefusedException {
        var recovery = Recovery.upTo(base, objects, new TreeHasher(SUN));
        for (var batch : journal.batches()) {
            if (batch.record().sequence() > base.sequence()) {
                recovery.next(batch);
            }
        }
        var prepared = LiveLog.prepare(
                new LiveLog.Mode(1, true, limits, provider),
                recovery,
                new Sequencer.Ports(journal, catalog, clock, () -> free, events, steps),
                new LiveLog.Publishing(
                        new Exporter.Ports(objects, this::keepBase, this::keepAnchor, journal, TestLog::checkpoint),
                        _ -> {}),
                pace);
        live = Optional.of(prepared);
        prepared.sequencer().start();
        return this;
    }

    /** A checkpoint that nobody signed. */
    static Bytes checkpoint(TreeHead head) {
        var text = "%d %s %d".formatted(head.size(), head.root(), head.timestamp());
        return Bytes.view(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void keepBase(Base next) {
        base = next;
        order.add("base");
    }

    private void keepAnchor(Bytes next) throws IOException {
        if (isAnchorBroken) {
            throw new IOException("told to fail");
        }
        anchor = next;
        order.add("anchor");
    }

    LiveLog live() {
        return live.orElseThrow();
    }

    Sequencer sequencer() {
        return live().sequencer();
    }

    Snapshot snapshot() {
        return live().sequencer().snapshot();
    }

    Ticket submit(long number) throws NotEnteredException {
        return sequencer().submit(Drafts.numbered(number));
    }

    Place add(long number) throws Exception {
        return submit(number).await(PATIENCE);
    }

    /** Adds these numbers in few batches. */
    void addTogether(long from, long to) throws Exception {
        clock.stop();
        pace.awaitParked();
        var tickets = new ArrayList<Ticket>();
        for (var number = from; number < to; number++) {
            tickets.add(submit(number));
        }
        goOn();
        for (var ticket : tickets) {
            awaitAsTimeGoesBy(ticket);
        }
        clock.run();
    }

    /** The sequencer may look at the clock before it moves and lie down afterwards: time has to go on for it to get up. */
    private void awaitAsTimeGoesBy(Ticket ticket) throws Exception {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); ; ) {
            try {
                ticket.await(Duration.ofMillis(20));
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                goOn();
            }
        }
    }

    private void goOn() {
        clock.move(Duration.ofMillis(1));
        pace.advance(Duration.ofMillis(1));
    }

    /** Computes all from what is published, in the way of the specification, and compares. */
    void requireSound() {
        var head = snapshot().head();
        var leaves = new ArrayList<byte[]>();
        for (var start = 0L; start < head.size(); start += Tile.WIDTH) {
            var tile = Tile.at(0, start, head.size());
            var entries = DataTile.parse(objects.files().get(TilePath.ofEntries(tile)));
            assertThat(entries.leaves()).hasSize(tile.width());
            entries.leaves().forEach(leaf -> leaves.add(LeafBytes.merkleTreeLeaf(Bytes.view(leaf.encoded()))));
        }
        var naive = new NaiveTree(leaves);
        assertThat(head.root()).isEqualTo(naive.root((int) head.size()));
        for (var tile : Tile.grown(0, head.size())) {
            assertThat(objects.files().get(TilePath.ofHashes(tile))).isEqualTo(hashes(tile, naive));
        }
    }

    private static Bytes hashes(Tile tile, NaiveTree naive) {
        var span = 1 << (8 * tile.level());
        var out = new ByteArrayOutputStream();
        for (var at = (int) tile.start(); at < tile.start() + tile.width(); at++) {
            Hash root = naive.root(at * span, (at + 1) * span);
            out.writeBytes(root.toBytes());
        }
        return Bytes.view(out.toByteArray());
    }

    @Override
    public void close() {
        journal.release();
        live.ifPresent(LiveLog::close);
    }
}
