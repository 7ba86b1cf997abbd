/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NaiveTree;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A log of numbers with a key of its own, for witnesses to look at. It can lie: grow in two ways, or be set back. */
final class GrowingLog implements OurTree {
    static final Provider PROVIDER = Providers.BOUNCY_CASTLE;

    private final String origin;
    private final KeyPair keys;
    private final List<Long> numbers;

    private GrowingLog(String origin, KeyPair keys, List<Long> numbers) {
        this.origin = origin;
        this.keys = keys;
        this.numbers = new ArrayList<>(numbers);
    }

    static GrowingLog named(String origin) {
        return new GrowingLog(origin, TestKeys.ED25519.make(), List.of());
    }

    GrowingLog grow(int entries) {
        LongStream.range(0, entries).forEach(_ -> numbers.add((long) numbers.size()));
        return this;
    }

    /** A copy of it that has gone another way from this size on. */
    GrowingLog forkedAt(int size, int entries) {
        var fork = new GrowingLog(origin, keys, numbers.subList(0, size));
        LongStream.range(0, entries).forEach(number -> fork.numbers.add(-1 - number));
        return fork;
    }

    @Override
    public long size() {
        return numbers.size();
    }

    /** What stands in its first places. */
    List<Long> numbers(int size) {
        return List.copyOf(numbers.subList(0, size));
    }

    String origin() {
        return origin;
    }

    NoteKey key() {
        return NoteKey.ed25519(origin, Bytes.view(keys.getPublic().getEncoded()));
    }

    private NaiveTree tree() {
        return new NaiveTree(numbers.stream()
                .map(number -> ByteBuffer.allocate(8).putLong(number).array())
                .toList());
    }

    @Override
    public List<Hash> consistency(long first, long second) {
        var tree = tree();
        return Proofs.consistency(
                first,
                second,
                (height, index) -> tree.root((int) (index << height), (int) (index + 1 << height)),
                new TreeHasher(PROVIDER));
    }

    TreeNote head() {
        return head(numbers.size());
    }

    TreeNote head(int size) {
        var text = new Checkpoint(origin, size, tree().root(size)).text();
        return TreeNote.of(new Note(text, List.of(signature(text))));
    }

    NoteSignature signature(String text) {
        try {
            var signature = Signature.getInstance("Ed25519", PROVIDER);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return key().signature(Bytes.view(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks to go from one size to another, with the proof that this log makes for it. */
    AddCheckpoint request(int old, int size) {
        return new AddCheckpoint(old, consistency(old, size), head(size));
    }
}
