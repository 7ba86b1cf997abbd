/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The files that the log has published, with a memory for what was read lately. For many threads. */
public final class StoredTiles {
    private final Objects objects;
    private final RecentlyUsed<String, Bytes> files;
    private final RecentlyUsed<Long, StoredEntries> entries;
    private final RecentlyUsed<Tile, Hash> roots;

    /**
     * @param cacheBytes how much of what was read may stay in memory
     */
    public StoredTiles(Objects objects, long cacheBytes) {
        this.objects = objects;
        this.files = new RecentlyUsed<>(cacheBytes / 4, Bytes::size);
        this.entries = new RecentlyUsed<>(cacheBytes / 2, StoredEntries::size);
        this.roots = new RecentlyUsed<>(cacheBytes / 4, _ -> 3 * Hash.SIZE);
    }

    /** A tile of hashes, which was published under this very name. */
    Optional<Bytes> hashes(Tile tile) {
        var path = TilePath.ofHashes(tile);
        var known = immutable(path);
        known.filter(bytes -> bytes.size() != tile.width() * Hash.SIZE).ifPresent(_ -> {
            throw damaged(path);
        });
        return known;
    }

    /** The entries of a full tile that was published. */
    StoredEntries entries(long tileIndex) {
        return entries.get(tileIndex).orElseGet(() -> {
            var path = TilePath.ofEntries(new Tile(0, tileIndex, Tile.WIDTH));
            var read = parsed(path, file(path).orElseThrow(() -> damaged(path)));
            entries.put(tileIndex, read);
            return read;
        });
    }

    private static StoredEntries parsed(String path, Bytes tile) {
        try {
            return new StoredEntries(tile);
        } catch (MalformedException _) {
            throw damaged(path);
        }
    }

    /** The certificate with this fingerprint, which stands in the chain of an entry. */
    Bytes issuer(Hash fingerprint) {
        var path = TilePath.ofIssuer(fingerprint);
        return immutable(path).orElseThrow(() -> damaged(path));
    }

    /** A file that never changes once it is there. */
    Optional<Bytes> immutable(String path) {
        var known = files.get(path);
        if (known.isPresent()) {
            return known;
        }
        var read = file(path);
        read.ifPresent(bytes -> files.put(path, bytes));
        return read;
    }

    /** A file as it is now. */
    Optional<Bytes> file(String path) {
        try {
            return objects.get(path);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }

    /** The root over a full tile, worked out earlier. */
    Optional<Hash> root(Tile tile) {
        return roots.get(tile);
    }

    void keepRoot(Tile tile, Hash root) {
        roots.put(tile, root);
    }

    static UncheckedIOException damaged(String path) {
        return new UncheckedIOException(new IOException("missing or damaged: " + path));
    }
}
