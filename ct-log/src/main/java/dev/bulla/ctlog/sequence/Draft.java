/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * An admitted submission that has no place and no time yet.
 *
 * @param identity      what makes it the same submission as another; see the codec's leaf identity
 * @param precertificate what was submitted, if the entry is a precertificate's
 * @param chain         fingerprints of the certificates above it, issuer first; the log has these certificates already
 */
public record Draft(Hash identity, LogEntry entry, Optional<Bytes> precertificate, List<Hash> chain) {

    /** Version 1 and the type of a timestamped entry, both zero (RFC 6962, section 3.4). */
    private static final int LEAF_HEADER = 2;

    private static final int EXTENSIONS_LENGTH = 2;
    private static final int INDEX_SIZE = LeafIndex.extension(0).size();

    public Draft {
        chain = List.copyOf(chain);
    }

    /** About how many bytes it takes in the log. */
    int size() {
        return entry.encodedSize() + precertificate.map(Bytes::size).orElse(0) + chain.size() * Hash.SIZE;
    }

    TileLeaf at(Place place, boolean withIndex) {
        var extensions = withIndex ? LeafIndex.extension(place.index()) : Bytes.EMPTY;
        return new TileLeaf(new TimestampedEntry(place.timestamp(), entry, extensions), precertificate, chain);
    }

    /** The leaf of the tree: the beginning of the entry as a data tile holds it, behind a version and a type. */
    byte[] leaf(byte[] tileLeaf, boolean withIndex) {
        var size = Long.BYTES + entry.encodedSize() + EXTENSIONS_LENGTH + (withIndex ? INDEX_SIZE : 0);
        var leaf = new byte[LEAF_HEADER + size];
        System.arraycopy(tileLeaf, 0, leaf, LEAF_HEADER, size);
        return leaf;
    }
}
