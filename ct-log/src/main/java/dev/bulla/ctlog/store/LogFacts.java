/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What was decided about a log when it was created. None of it changes as long as the log lives.
 *
 * @param origin    the log's name in its checkpoints
 * @param logId     SHA-256 of the public key
 * @param publicKey SubjectPublicKeyInfo in DER
 * @param windowStart the first moment at which a certificate of this shard may end
 * @param windowEnd  the first moment at which it may not any more
 * @param leafIndex whether its timestamps tell the index, as static-ct wants it
 * @param created   when
 */
public record LogFacts(
        String origin,
        Hash logId,
        Bytes publicKey,
        Instant windowStart,
        Instant windowEnd,
        boolean leafIndex,
        Instant created) {

    /** Printable, and free of what a checkpoint or JSON would read as something else. */
    private static final Pattern ORIGIN = Pattern.compile("[!-~&&[^\"\\\\+]]{1,255}");

    public LogFacts {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "the origin of a log is printable ASCII without blanks, quotes and plus signs");
        }
        if (!logId.equals(Hash.sha256(publicKey.toArray()))) {
            throw new IllegalArgumentException("a log id that is not the one of the key");
        }
        if (!windowStart.isBefore(windowEnd)) {
            throw new IllegalArgumentException("a shard for certificates that end before it begins");
        }
    }
}
