/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a log of signatures (Rekor) is said to have recorded.
 *
 * @param index          where it stands among all that the log's operator ever recorded
 * @param logId          which log it was
 * @param kind           what was recorded, such as {@code hashedrekord}
 * @param version        of the kind's form
 * @param integratedTime in seconds since the epoch; 0 where the log promises none
 * @param promise        the log's signature of entry and time, which only the first version of Rekor makes
 * @param body           what was recorded, byte by byte
 */
public record SignatureEntry(
        long index,
        Bytes logId,
        String kind,
        String version,
        long integratedTime,
        Optional<Bytes> promise,
        Optional<Inclusion> inclusion,
        Bytes body) {

    /**
     * What shows that the entry is in the log's tree.
     *
     * @param index      where it stands in the tree
     * @param path       the hashes beside the way to the root
     * @param checkpoint what the log has signed about the tree
     */
    public record Inclusion(long index, long treeSize, Bytes root, List<Bytes> path, String checkpoint) {
        public Inclusion {
            path = List.copyOf(path);
        }
    }
}
