/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry as a data tile holds it (static-ct, "Log Entries"): all that is needed to make the tree's leaf again and
 * to show what was submitted.
 *
 * @param precertificate what was submitted, present exactly when the entry is a precertificate's
 * @param chain          fingerprints of the certificates above it, the issuer first and the root last
 */
public record TileLeaf(TimestampedEntry entry, Optional<Bytes> precertificate, List<Hash> chain) {

    public TileLeaf {
        chain = List.copyOf(chain);
        if (precertificate.isPresent() != entry.entry() instanceof LogEntry.Precertificate) {
            throw new IllegalArgumentException("a precertificate goes with a precertificate's entry, and only there");
        }
    }

    public byte[] encoded() {
        var out = new TlsWriter(encodedSize());
        writeTo(out);
        return out.toArray();
    }

    /** How many bytes it takes in a tile. */
    public int encodedSize() {
        var submitted = precertificate.map(der -> 3 + der.size()).orElse(0);
        return entry.encodedSize() + submitted + 2 + chain.size() * Hash.SIZE;
    }

    void writeTo(TlsWriter out) {
        entry.writeTo(out);
        precertificate.ifPresent(out::vector24);
        out.u16(chain.size() * Hash.SIZE);
        chain.forEach(out::hash);
    }

    public static TileLeaf parse(Bytes encoded) {
        var in = new TlsReader(encoded);
        var leaf = readFrom(in);
        in.expectEnd();
        return leaf;
    }

    static TileLeaf readFrom(TlsReader in) {
        var entry = TimestampedEntry.readFrom(in);
        Optional<Bytes> precertificate = switch (entry.entry()) {
            case LogEntry.Certificate _ -> Optional.empty();
            case LogEntry.Precertificate _ -> Optional.of(CertificateChain.nonEmpty(in.vector24()));
        };
        return new TileLeaf(entry, precertificate, fingerprints(new TlsReader(in.vector16())));
    }

    private static List<Hash> fingerprints(TlsReader in) {
        var chain = new ArrayList<Hash>();
        while (!in.atEnd()) {
            chain.add(in.hash());
        }
        return chain;
    }
}
