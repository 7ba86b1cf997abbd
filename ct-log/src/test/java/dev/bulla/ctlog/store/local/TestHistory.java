/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.BatchRecord;
import dev.bulla.ctlog.store.EncodedBatch;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the records that a log would write one after the other. */
public final class TestHistory {
    public final TreeHasher hasher = new TreeHasher(Security.getProvider("SUN"));
    public final List<EncodedBatch> all = new ArrayList<>();
    private final List<Base> bases = new ArrayList<>(List.of(Base.EMPTY));

    /** The next record, which does not belong to the history before it was added. */
    public EncodedBatch next(List<Bytes> entries) {
        var before = base();
        var leaves = entries.stream().map(it -> hasher.leaf(it.toArray())).toList();
        var edge = before.edge().with(leaves, hasher);
        return EncodedBatch.of(
                new BatchRecord(
                        1,
                        before.sequence() + 1,
                        before.record(),
                        before.size(),
                        before.timestamp() + 1,
                        edge.root(hasher),
                        entries),
                hasher);
    }

    public EncodedBatch next(RandomGenerator random, int mostBytes) {
        var entries = new ArrayList<Bytes>();
        for (var i = random.nextInt(4); i > 0; i--) {
            entries.add(bytes(random, 1 + random.nextInt(mostBytes)));
        }
        return next(entries);
    }

    public EncodedBatch add(EncodedBatch batch) {
        var before = base();
        var leaves =
                batch.entries().stream().map(it -> hasher.leaf(it.toArray())).toList();
        var edge = before.edge().with(leaves, hasher);
        var record = batch.record();
        all.add(batch);
        bases.add(new Base(record.sequence(), batch.hash(), record.timestamp(), edge, record.root()));
        return batch;
    }

    /** The base that covers all. */
    public Base base() {
        return bases.getLast();
    }

    public Base baseAt(long sequence) {
        return bases.get((int) sequence);
    }

    /** The bytes of the records after a base. */
    public List<Bytes> after(Base base) {
        return all.stream()
                .filter(it -> it.record().sequence() > base.sequence())
                .map(EncodedBatch::encoded)
                .toList();
    }

    public static Bytes bytes(RandomGenerator random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.view(bytes);
    }

    public static Hash logId() {
        return Hash.sha256(new byte[] {1});
    }
}
