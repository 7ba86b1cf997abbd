/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.identity.Identities;
import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.names.NamedEntries;
import dev.bulla.ctlog.sequence.Snapshot;
import java.security.Provider;
import java.util.List;

/** Whom the entries of one snapshot speak for. For one thread. */
public final class EntryIdentities implements NamedEntries {
    private final LogView view;

    /** @param provider hashes */
    public EntryIdentities(Snapshot snapshot, StoredTiles stored, Provider provider) {
        this(new LogView(snapshot, stored, new TreeHasher(provider)));
    }

    EntryIdentities(LogView view) {
        this.view = view;
    }

    @Override
    public List<Identity> identities(long index) {
        return of(LogReader.parsed(view.entry(index)).entry());
    }

    @Override
    public Hash leaf(long index) {
        return view.leaf(index);
    }

    /** The log takes certificates whose statements nobody can read; nobody can look for them either. */
    static List<Identity> of(TimestampedEntry entry) {
        try {
            return switch (entry.entry()) {
                case LogEntry.Certificate certificate -> Identities.of(certificate.der());
                case LogEntry.Precertificate precertificate -> Identities.of(precertificate.tbs());
            };
        } catch (MalformedException _) {
            return List.of();
        }
    }
}
