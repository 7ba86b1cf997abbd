/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteSignature;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of entries in memory, under checkpoints that are signed on P-256 as Rekor signs them. */
final class EntryLog {
    private static final int MOST_ENTRIES = 1 << 20;

    private final String origin;
    private final KeyPair keys;
    private final Provider provider;
    private final TreeHasher hasher;
    private final Hash id;
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<Hash, Integer> places = new HashMap<>();
    private final List<List<Hash>> levels = new ArrayList<>();
    private RightEdge edge = RightEdge.EMPTY;
    private boolean frozen;

    /** What becomes of an entry. */
    sealed interface Outcome {
        /**
         * It is in the tree that the checkpoint tells of.
         *
         * @param path from the entry's neighbour to the root
         */
        record Added(long index, long size, Hash root, List<Hash> path, String checkpoint) implements Outcome {}

        /** It has been there before. */
        record Known(long index) implements Outcome {}

        record Frozen() implements Outcome {}
    }

    EntryLog(String origin, KeyPair keys, Provider provider) {
        this.origin = origin;
        this.keys = keys;
        this.provider = provider;
        this.hasher = new TreeHasher(provider);
        this.id = Hash.sha256(keys.getPublic().getEncoded());
        // JavaScript clients leave out an index of 0 when they write a bundle.
        append("the first entry".getBytes(StandardCharsets.UTF_8));
    }

    /** What its notes and entries name its key by, in full. */
    Hash id() {
        return id;
    }

    synchronized void freeze() {
        frozen = true;
    }

    synchronized Outcome add(byte[] entry) {
        var known = places.get(hasher.leaf(entry));
        if (known != null) {
            return new Outcome.Known(known);
        }
        if (frozen || entries.size() == MOST_ENTRIES) {
            return new Outcome.Frozen();
        }
        var index = append(entry);
        var path = Proofs.inclusion(index, edge.size(), this::node, hasher);
        return new Outcome.Added(index, edge.size(), edge.root(hasher), path, checkpoint());
    }

    private int append(byte[] entry) {
        var leaf = hasher.leaf(entry);
        places.put(leaf, entries.size());
        entries.add(entry);
        edge = edge.with(List.of(leaf), hasher);
        grow(0, leaf);
        return entries.size() - 1;
    }

    private void grow(int height, Hash node) {
        if (levels.size() == height) {
            levels.add(new ArrayList<>());
        }
        var level = levels.get(height);
        level.add(node);
        if (level.size() % 2 == 0) {
            grow(height + 1, hasher.node(level.get(level.size() - 2), node));
        }
    }

    private Hash node(int height, long index) {
        return levels.get(height).get((int) index);
    }

    synchronized String checkpoint() {
        var text = new Checkpoint(origin, edge.size(), edge.root(hasher)).text();
        var keyId = (int) (id.first() >>> Integer.SIZE);
        var signature = new NoteSignature(origin, keyId, Bytes.view(sign(text)));
        return new String(new Note(text, List.of(signature)).encoded(), StandardCharsets.UTF_8);
    }

    private byte[] sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA", provider);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the log's key does not sign", e);
        }
    }

    /** The hashes of a tile, if the tree is as large. */
    synchronized Optional<byte[]> hashes(Tile tile) {
        var height = tile.level() * Tile.BITS;
        if (height >= levels.size()
                || tile.start() + tile.width() > levels.get(height).size()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < tile.width(); i++) {
            bytes.writeBytes(node(height, tile.start() + i).toBytes());
        }
        return Optional.of(bytes.toByteArray());
    }

    /** The entries below a tile of level 0, each behind its length in two bytes. */
    synchronized Optional<byte[]> entries(Tile tile) {
        if (tile.start() + tile.width() > entries.size()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        for (var i = (int) tile.start(); i < tile.start() + tile.width(); i++) {
            var entry = entries.get(i);
            bytes.write(entry.length >>> Byte.SIZE);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return Optional.of(bytes.toByteArray());
    }
}
