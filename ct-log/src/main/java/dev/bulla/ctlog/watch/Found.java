/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.merkle.Hash;
import java.util.List;

/**
 * A certificate in the log that somebody watches for. It is under a head that the log has signed.
 *
 * @param timestamp  when it was logged, in milliseconds since the epoch
 * @param leaf       the hash of its leaf
 * @param identities all that it says, foreign text
 * @param matched    what was watched for
 */
public record Found(
        long index,
        long timestamp,
        boolean isPrecertificate,
        Hash leaf,
        List<Identity> identities,
        List<IdentityPattern> matched) {
    public Found {
        identities = List.copyOf(identities);
        matched = List.copyOf(matched);
    }
}
