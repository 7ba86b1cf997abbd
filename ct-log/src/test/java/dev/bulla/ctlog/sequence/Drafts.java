/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.merkle.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Submissions that nobody issued. The same number makes the same one. */
final class Drafts {
    private static final Hash ISSUER = Hash.sha256(new byte[] {1});

    private Drafts() {}

    static Draft numbered(long number) {
        return sized(number, 150);
    }

    static Draft sized(long number, int size) {
        var content = new byte[size];
        new Random(number).nextBytes(content);
        var bytes = Bytes.view(content);
        var entry = number % 5 == 0 ? new LogEntry.Certificate(bytes) : new LogEntry.Precertificate(ISSUER, bytes);
        var submitted = entry instanceof LogEntry.Precertificate ? Optional.of(bytes) : Optional.<Bytes>empty();
        return new Draft(entry.identity(), entry, submitted, List.of(ISSUER));
    }
}
