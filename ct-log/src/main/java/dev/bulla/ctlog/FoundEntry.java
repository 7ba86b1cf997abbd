/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.read.IdentitySearch;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * An entry that was looked for, as the log holds it.
 *
 * @param leafHash        in base64, by which its proofs are asked for
 * @param isPrecertificate whether it was logged before it was signed finally
 * @param identities      all that it says about whom it speaks for: foreign text
 */
public record FoundEntry(
        long index, Instant timestamp, String leafHash, boolean isPrecertificate, List<IdentityStatement> identities) {

    public FoundEntry {
        identities = List.copyOf(identities);
    }

    static FoundEntry of(IdentitySearch.Found found) {
        return new FoundEntry(
                found.index(),
                Instant.ofEpochMilli(found.entry().timestamp()),
                Base64.getEncoder().encodeToString(found.leaf().toBytes()),
                found.entry().entry() instanceof LogEntry.Precertificate,
                IdentityStatement.of(found.identities()));
    }
}
