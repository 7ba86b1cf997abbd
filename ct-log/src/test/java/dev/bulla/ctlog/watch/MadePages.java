/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a made log publishes, in both ways. Its JSON is a serialized map, since taking JSON apart is not what is tested where
 * this is used.
 */
record MadePages(Supplier<MadeLog> log, LogKind kind, int mostEntries) {
    private static final Pattern QUESTION = Pattern.compile("ct/v1/([a-z-]+)(?:\\?[a-z_]+=(\\d+)&[a-z_]+=(\\d+))?");

    Optional<Bytes> get(String path) {
        return kind == LogKind.STATIC ? file(path) : answer(path);
    }

    private Optional<Bytes> file(String path) {
        return TilePath.parse(path).flatMap(file -> switch (file) {
            case PublishedFile.Single single ->
                single == PublishedFile.Single.CHECKPOINT
                        ? Optional.of(log.get().checkpoint())
                        : Optional.empty();
            case PublishedFile.Hashes(Tile tile) -> hashes(tile);
            case PublishedFile.Entries(Tile tile) -> entries(tile);
            case PublishedFile.Issuer _ -> Optional.empty();
        });
    }

    private Optional<Bytes> hashes(Tile tile) {
        if (tile.start() + tile.width() > Tile.hashes(tile.level(), log.get().size())) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        for (var at = tile.start(); at < tile.start() + tile.width(); at++) {
            out.writeBytes(log.get().node(Tile.BITS * tile.level(), at).toBytes());
        }
        return Optional.of(Bytes.view(out.toByteArray()));
    }

    private Optional<Bytes> entries(Tile tile) {
        var end = tile.start() + tile.width();
        return end > log.get().size()
                ? Optional.empty()
                : Optional.of(Bytes.view(
                        new DataTile(log.get().entries().subList((int) tile.start(), (int) end)).encoded()));
    }

    private Optional<Bytes> answer(String path) {
        var question = QUESTION.matcher(path);
        if (!question.matches()) {
            return Optional.empty();
        }
        return Optional.of(serialized(
                switch (question.group(1)) {
                    case "get-sth" -> head();
                    case "get-sth-consistency" -> consistency(number(question, 2), number(question, 3));
                    case "get-entry-and-proof" -> proven(number(question, 2), number(question, 3));
                    default -> entries(number(question, 2), number(question, 3));
                }));
    }

    private Map<String, Object> head() {
        var head = log.get().head();
        return Map.of(
                "tree_size", head.head().size(),
                "timestamp", head.head().timestamp(),
                "sha256_root_hash", Base64Text.of(head.head().root().toBytes()),
                "tree_head_signature", Base64Text.of(head.signature().encoded()));
    }

    private Map<String, Object> consistency(long first, long second) {
        var hasher = new TreeHasher(MadeLog.PROVIDER);
        return second > log.get().size()
                ? Map.of()
                : Map.of("consistency", texts(Proofs.consistency(first, second, log.get()::node, hasher)));
    }

    private Map<String, Object> proven(long index, long size) {
        var hasher = new TreeHasher(MadeLog.PROVIDER);
        return Map.of(
                "leaf_input", MadeLog.leafInput(log.get().entries().get((int) index)),
                "audit_path", texts(Proofs.inclusion(index, size, log.get()::node, hasher)));
    }

    private Map<String, Object> entries(long start, long end) {
        var entries = new ArrayList<Map<String, Object>>();
        for (var at = start; at <= end && at < log.get().size() && entries.size() < mostEntries; at++) {
            entries.add(new HashMap<>(
                    Map.of("leaf_input", MadeLog.leafInput(log.get().entries().get((int) at)))));
        }
        return Map.of("entries", entries);
    }

    private static List<String> texts(List<Hash> hashes) {
        return new ArrayList<>(
                hashes.stream().map(hash -> Base64Text.of(hash.toBytes())).toList());
    }

    private static long number(Matcher question, int group) {
        return Long.parseLong(question.group(group));
    }

    private static Bytes serialized(Map<String, Object> members) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HashMap<>(members));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Bytes.view(bytes.toByteArray());
    }

    static JsonAnswer object(Bytes serialized) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(serialized.toArray()))) {
            return new JsonAnswer((Map<?, ?>) in.readObject());
        } catch (IOException | ClassNotFoundException e) {
            throw new MalformedException("it is no object: " + e);
        }
    }
}
