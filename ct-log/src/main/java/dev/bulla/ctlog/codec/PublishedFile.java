/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;

/** A file that static-ct has a log publish. */
public sealed interface PublishedFile {

    /** The hashes of a tile. */
    record Hashes(Tile tile) implements PublishedFile {}

    /** The entries whose hashes a tile of level 0 holds. */
    record Entries(Tile tile) implements PublishedFile {}

    /** A certificate above entries. */
    record Issuer(Hash fingerprint) implements PublishedFile {}

    /** What there is once for each log. */
    enum Single implements PublishedFile {
        CHECKPOINT,
        /** No part of static-ct: the newest checkpoint that enough witnesses have signed. */
        WITNESSED_CHECKPOINT,
        /** No part of static-ct either: the one with which the log has ended. */
        FINAL_CHECKPOINT,
        DESCRIPTION
    }
}
