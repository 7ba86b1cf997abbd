/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MerkleTreeLeaf;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.testing.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** The files of a log that grows, made from the definition of static-ct and kept in memory. Nobody signed anything in it. */
final class MadeFiles {
    static final Provider PROVIDER = Providers.all().reduce((_, last) -> last).orElseThrow();

    private static final TreeHasher HASHER = new TreeHasher(PROVIDER);

    private final List<Bytes> entries = new ArrayList<>();
    private final List<List<Hash>> levels = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<Bytes> issuers = List.of(bytes(4711), bytes(4712));

    /** A log with so many entries. */
    static MadeFiles of(int size) {
        var log = new MadeFiles();
        for (var i = 0; i < size; i++) {
            log.add();
        }
        return log;
    }

    private void add() {
        var index = entries.size();
        var issuer = Hash.sha256(issuers.get(index % issuers.size()).toArray());
        var entry = new TimestampedEntry(
                1_800_000_000_000L + index, new LogEntry.Certificate(bytes(index)), LeafIndex.extension(index));
        entries.add(Bytes.view(new TileLeaf(entry, Optional.empty(), List.of(issuer)).encoded()));
        levels.getFirst().add(HASHER.leaf(new MerkleTreeLeaf(entry).encoded()));
        for (var level = 0; (index + 1L) % (1L << Tile.BITS * (level + 1)) == 0; level++) {
            if (levels.size() == level + 1) {
                levels.add(new ArrayList<>());
            }
            var below = levels.get(level);
            levels.get(level + 1).add(root(below.subList(below.size() - Tile.WIDTH, below.size())));
        }
    }

    private static Bytes bytes(int number) {
        var content = new byte[20 + number % 7];
        ByteBuffer.wrap(content).putInt(3, number);
        return Bytes.view(content);
    }

    /** RFC 6962, section 2.1, word for word. */
    private static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var half = Integer.highestOneBit(leaves.size() - 1);
        return HASHER.node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    TreeHead head(int size) {
        return new TreeHead(
                size, 1_900_000_000_000L + size, root(levels.getFirst().subList(0, size)));
    }

    /** All files of static-ct that the log publishes at this size, without those of earlier sizes. */
    Map<String, Bytes> files(int size) {
        var files = new TreeMap<String, Bytes>();
        for (var tile : Tile.grown(0, size)) {
            var start = (int) tile.start();
            files.put(
                    TilePath.ofHashes(tile),
                    joined(levels.get(tile.level()).subList(start, start + tile.width()).stream()
                            .map(hash -> Bytes.view(hash.toBytes()))
                            .toList()));
            if (tile.level() == 0) {
                files.put(TilePath.ofEntries(tile), joined(entries.subList(start, start + tile.width())));
            }
        }
        issuers.subList(0, Math.min(size, issuers.size()))
                .forEach(issuer -> files.put(TilePath.ofIssuer(Hash.sha256(issuer.toArray())), issuer));
        return files;
    }

    private static Bytes joined(List<Bytes> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(part.toArray()));
        return Bytes.view(out.toByteArray());
    }

    /** Another form of the same files: entries packed as some logs keep them. */
    static Map<String, Bytes> packed(Map<String, Bytes> files, Random random) {
        var packed = new TreeMap<>(files);
        packed.replaceAll(
                (path, content) -> path.startsWith("tile/data/") && random.nextBoolean() ? gzip(content) : content);
        return packed;
    }

    private static Bytes gzip(Bytes content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Bytes.view(out.toByteArray());
    }

    /** Files in memory. */
    record Source(Map<String, Bytes> files) implements LogSource {
        @Override
        public Optional<Bytes> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public List<String> list(String folder) {
            return files.keySet().stream()
                    .filter(path -> path.startsWith(folder + "/"))
                    .toList();
        }
    }
}
